package earmark;

import earmark.store.jdbc.Export;
import earmark.store.jdbc.ReadOnly;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command that writes all that an instance knows as text. */
@Command(
    name = "export",
    description = {
      "Write the ledger and all records of an instance to a text file, for earmark restore or for",
      "other programs. A server may run meanwhile."
    },
    footer = {
      "",
      "The bytes of samples and the keys are not in it; earmark backup copies everything. The hashes",
      "of passwords are in it, so only its owner may read the file. docs/export-format.md describes",
      "it."
    })
final class ExportCommand implements Callable<Integer> {
  @Mixin Where where = new Where();

  @Option(names = "--to", required = true, paramLabel = "FILE", description = "A new file.")
  Path to = Path.of("");

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Terminal terminal = new Terminal(spec);
    return terminal.run(
        Terminal.FAILED,
        () -> {
          if (Files.exists(to)) throw new FileAlreadyExistsException(to.toString());
          try (ReadOnly reader = where.reader()) {
            write(reader, terminal);
          }
          terminal.line("Exported to " + to + ".");
          terminal.line(
              "The bytes of samples and the keys are not in it; earmark backup copies them.");
          return 0;
        });
  }

  private void write(ReadOnly reader, Terminal terminal) throws IOException {
    Path folder = to.toAbsolutePath().resolveSibling("");
    Path half = Files.createTempFile(folder, "export", ".part"); // for its owner alone
    try {
      try (FileOutputStream file = new FileOutputStream(half.toFile());
          OutputStream out = new BufferedOutputStream(file, 1 << 16)) {
        Export.run(reader, out, terminal::aside);
        out.flush();
        file.getFD().sync();
      }
      Files.move(half, to);
    } finally {
      Files.deleteIfExists(half);
    }
  }
}
