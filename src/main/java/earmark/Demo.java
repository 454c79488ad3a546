package earmark;

import earmark.access.Access;
import earmark.access.Caller;
import earmark.ledger.Via;
import earmark.refusal.Refusal;
import earmark.sample.Intake;
import earmark.sample.SampleFiles;
import earmark.tag.UserTagName;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Fills a fresh instance from the Java runtime that runs it: programs, libraries and archives. */
final class Demo {
  private static final int FILES_MAX = 60;
  private static final long FILE_MAX_BYTES = 8L << 20;

  private Demo() {}

  /** Takes the files in, as the user admin. */
  static void fill(Intake intake, Access access, PrintWriter out) throws IOException {
    if (!intake.isEmpty()) {
      out.println("The instance holds samples already, so the demo adds none.");
      out.flush();
      return;
    }
    Caller admin = access.admin();
    int count = 0;
    for (Path file : files(Path.of(System.getProperty("java.home")))) {
      try (SampleFiles.Incoming incoming = intake.receive();
          InputStream in = Files.newInputStream(file)) {
        byte[] buffer = new byte[1 << 16];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) incoming.write(buffer, 0, n);
        intake.take(
            admin, Via.CLI, incoming, file.getFileName().toString(), tags(file), Optional.empty());
        count++;
      } catch (Refusal refusal) {
        out.println("Left out " + file + ": " + refusal.reason());
      }
    }
    out.println("The demo added " + count + " samples; they are being analysed.");
    out.flush();
  }

  private static List<Path> files(Path javaHome) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String folder : List.of("bin", "lib", "jmods")) {
      if (!Files.isDirectory(javaHome.resolve(folder))) continue;
      try (Stream<Path> all = Files.list(javaHome.resolve(folder))) {
        all.filter(Demo::isFit).sorted().limit(FILES_MAX / 2).forEach(files::add);
      }
    }
    return files.subList(0, Math.min(files.size(), FILES_MAX));
  }

  private static boolean isFit(Path file) {
    try {
      return Files.isRegularFile(file) && Files.size(file) > 0 && Files.size(file) < FILE_MAX_BYTES;
    } catch (IOException e) {
      return false; // unreadable, so not for the demo
    }
  }

  private static Set<UserTagName> tags(Path file) {
    return switch (String.valueOf(file.getName(file.getNameCount() - 2))) {
      case "bin" -> Set.of(new UserTagName("demo"), new UserTagName("jdk tool"));
      case "jmods" -> Set.of(new UserTagName("demo"), new UserTagName("jdk/module"));
      default -> Set.of(new UserTagName("demo"), new UserTagName("jdk_library"));
    };
  }
}
