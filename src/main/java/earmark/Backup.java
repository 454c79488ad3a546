package earmark;

import earmark.refusal.Refusal;
import earmark.store.files.SampleCopies;
import earmark.store.jdbc.ReadOnly;
import earmark.store.sqlite.SqliteStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The command that copies an instance whose server may run. The database is copied first, as it
 * stands at one moment; files are never changed and are written before their records, so all that
 * the copy names are there. The database gets its name last: without it, a copy is not finished.
 */
@Command(
    name = "backup",
    description = {
      "Copy a whole instance on SQLite into a new folder; its server may run meanwhile.",
      "The copy is a data folder of its own: earmark serve --data DIR runs it."
    },
    footer = {"", "With PostgreSQL, use pg_dump, and copy the folder of samples after it."})
final class Backup implements Callable<Integer> {
  @Mixin Where where = new Where();

  @Option(
      names = "--samples",
      paramLabel = "DIR",
      description = "Folder with the bytes of samples, if not in --data (EARMARK_SAMPLES).",
      defaultValue = "${env:EARMARK_SAMPLES}",
      showDefaultValue = Visibility.NEVER)
  @Nullable Path samples;

  @Option(
      names = "--token-key",
      paramLabel = "FILE",
      description = "The key for API tokens, if not in --data (EARMARK_TOKEN_KEY_FILE).",
      defaultValue = "${env:EARMARK_TOKEN_KEY_FILE}",
      showDefaultValue = Visibility.NEVER)
  @Nullable Path tokenKey;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DIR",
      description = "A folder that is empty or not there yet.")
  Path to = Path.of("");

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Terminal terminal = new Terminal(spec);
    return terminal.run(
        Terminal.FAILED,
        () -> {
          if (where.postgres().isPresent()) {
            throw new Refusal.Invalid(
                "The instance is in PostgreSQL: back it up with pg_dump, then copy the samples.");
          }
          Path file = where.file();
          requireEmpty();
          DataFolder.make(to);
          Path half = to.resolve(DataFolder.DATABASE + ".part");
          SqliteStore.copy(file, half);
          copyKey(tokenKey == null ? where.data.resolve(DataFolder.TOKEN_KEY) : tokenKey);
          copyKey(where.data.resolve(LedgerKey.FILE));
          SampleCopies copies =
              new SampleCopies(
                  samples == null ? where.data.resolve(DataFolder.SAMPLES) : samples,
                  to.resolve(DataFolder.SAMPLES));
          try (ReadOnly copy = SqliteStore.reader(half)) {
            copyAll(copy, copies);
          }
          sync(half);
          Files.move(half, to.resolve(DataFolder.DATABASE), StandardCopyOption.ATOMIC_MOVE);
          return tell(terminal, copies);
        });
  }

  private static void copyAll(ReadOnly copy, SampleCopies copies) throws IOException {
    try {
      copy.forEachSample(copies::copy);
    } catch (UncheckedIOException e) {
      throw Objects.requireNonNull(e.getCause());
    }
  }

  private void requireEmpty() throws IOException {
    if (!Files.exists(to)) return;
    if (!Files.isDirectory(to)) throw new Refusal.Conflict(to + " is not a folder.");
    try (Stream<Path> inside = Files.list(to)) {
      if (inside.findAny().isPresent()) throw new Refusal.Conflict(to + " is not empty.");
    }
  }

  private void copyKey(Path key) throws IOException {
    if (!Files.exists(key)) return; // it is made when it is first needed
    Path copy =
        to.resolve(key.equals(tokenKey) ? Path.of(DataFolder.TOKEN_KEY) : key.getFileName());
    Files.copy(key, copy, StandardCopyOption.COPY_ATTRIBUTES);
    sync(copy);
  }

  private static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private int tell(Terminal terminal, SampleCopies copies) {
    terminal.line("Copied to %s, with the bytes of %,d samples.".formatted(to, copies.copied()));
    if (copies.wrong().isEmpty()) return 0;
    terminal.aside(
        "The bytes of %,d samples are not in order in the instance itself, nor in the copy:"
            .formatted(copies.wrong().size()));
    copies.wrong().forEach(terminal::aside);
    return Terminal.FAILED;
  }
}
