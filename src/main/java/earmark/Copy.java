package earmark;

import earmark.refusal.Refusal;
import earmark.store.jdbc.Store;
import earmark.store.jdbc.Transfer;
import earmark.store.postgres.PostgresStore;
import earmark.store.postgres.PostgresUrl;
import earmark.store.sqlite.SqliteStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command that moves a stopped instance to another database. */
@Command(
    name = "copy",
    description = {
      "Copy all that a stopped instance knows into an empty database.",
      "The bytes of samples are not copied, nor is token.key: they stay where they are."
    },
    footer = {
      "",
      "A place is sqlite:DIR, where DIR is the data folder of an instance, or",
      "jdbc:postgresql://HOST/DATABASE?user=NAME with the password in EARMARK_STORE_PASSWORD."
    })
final class Copy implements Callable<Integer> {
  private static final String SQLITE = "sqlite:";

  @Option(
      names = "--from",
      required = true,
      paramLabel = "PLACE",
      description = "Where the instance is.",
      showDefaultValue = Visibility.NEVER)
  String from = "";

  @Option(
      names = "--to",
      required = true,
      paramLabel = "PLACE",
      description = "The empty database.",
      showDefaultValue = Visibility.NEVER)
  String to = "";

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    try (Place source = Place.open(from, true);
        Place target = Place.open(to, false)) {
      Transfer.run(
          source.store,
          target.store,
          line -> {
            out.println(line);
            out.flush();
          });
      out.println("Copied and compared. The bytes of samples and token.key were not copied:");
      out.println("give the new servers the old ones, by --samples and --token-key.");
      out.flush();
      return 0;
    } catch (IOException | Refusal e) {
      PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
      err.println(e.getMessage());
      err.flush();
      return 1;
    }
  }

  /** A database that nobody else uses meanwhile. */
  private record Place(Store store, @Nullable DataFolder folder) implements AutoCloseable {
    static Place open(String text, boolean mustExist) throws IOException {
      if (text.startsWith(PostgresUrl.PREFIX)) {
        PostgresUrl url = new PostgresUrl(text, Serve.databasePassword());
        return new Place(PostgresStore.openAlone(url), null);
      }
      if (!text.startsWith(SQLITE)) {
        throw new Refusal.Invalid("A place begins with " + SQLITE + " or " + PostgresUrl.PREFIX);
      }
      Path path = Path.of(text.substring(SQLITE.length()));
      boolean isFile = Files.isRegularFile(path);
      Path directory = isFile ? path.toAbsolutePath().resolveSibling("") : path;
      Path file = isFile ? path : path.resolve(DataFolder.DATABASE);
      if (mustExist && !Files.isRegularFile(file)) throw new IOException("There is no " + file);
      DataFolder folder = DataFolder.open(directory);
      try {
        return new Place(SqliteStore.open(file), folder);
      } catch (RuntimeException e) {
        folder.close();
        throw e;
      }
    }

    @Override
    public void close() throws IOException {
      store.close();
      if (folder != null) folder.close();
    }
  }
}
