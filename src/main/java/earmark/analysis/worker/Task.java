package earmark.analysis.worker;

import earmark.analysis.format.Budget;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a worker is asked: to read a file, and to write the files inside into a folder within a
 * budget.
 *
 * @param password the one that came with the file, instead of the usual ones
 */
record Task(Path file, Optional<Path> folder, Budget budget, Optional<String> password) {
  /** Of the path of a file inside; 1,024 characters in UTF-8. */
  static final int PATH_BYTES_MAX = 3 * 1024;

  void write(DataOutputStream out) throws IOException {
    Frames.write(out, file.toString());
    Frames.write(out, folder.map(Path::toString).orElse(""));
    Frames.write(
        out,
        "%d %d %d %b %s"
            .formatted(
                budget.bytes(),
                budget.files(),
                budget.ratio(),
                budget.tooDeep(),
                password.orElse("")));
  }

  static Task read(DataInputStream in) throws IOException {
    Path file = Path.of(Frames.read(in));
    Optional<Path> folder =
        Optional.of(Frames.read(in)).filter(text -> !text.isEmpty()).map(Path::of);
    String[] budget = Frames.read(in).split(" ", 5);
    return new Task(
        file,
        folder,
        new Budget(
            Long.parseLong(budget[0]),
            Integer.parseInt(budget[1]),
            Integer.parseInt(budget[2]),
            Boolean.parseBoolean(budget[3])),
        Optional.of(budget[4]).filter(text -> !text.isEmpty()));
  }
}
