package earmark;

import earmark.store.jdbc.ReadOnly;
import earmark.store.postgres.PostgresStore;
import earmark.store.postgres.PostgresUrl;
import earmark.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** Where an instance is: the options of {@link Serve} for commands that open it themselves. */
final class Where {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The instance's data folder (EARMARK_DATA).",
      defaultValue = "${env:EARMARK_DATA:-data}",
      showDefaultValue = Visibility.ALWAYS)
  Path data = Path.of("data");

  @Option(
      names = "--store",
      paramLabel = "sqlite|URL",
      description =
          "sqlite, or jdbc:postgresql://HOST/DATABASE?user=NAME (EARMARK_STORE). The password is"
              + " EARMARK_STORE_PASSWORD or PGPASSWORD.",
      defaultValue = "${env:EARMARK_STORE:-sqlite}",
      showDefaultValue = Visibility.NEVER) // the environment's value may hold a password
  String store = "sqlite";

  /** The database, if it is not the file in the data folder. */
  Optional<PostgresUrl> postgres() {
    if (store.equals("sqlite")) return Optional.empty();
    return Optional.of(new PostgresUrl(store, Serve.databasePassword()));
  }

  /** The SQLite file, which has to be there. */
  Path file() throws IOException {
    Path file = data.resolve(DataFolder.DATABASE);
    if (!Files.isRegularFile(file)) throw new NoSuchFileException(file.toString());
    return file;
  }

  /** The instance as it stands now; servers may go on writing. */
  ReadOnly reader() throws IOException {
    Optional<PostgresUrl> url = postgres();
    return url.isPresent() ? PostgresStore.reader(url.get()) : SqliteStore.reader(file());
  }

  /** The instance, which is made if it is missing, for nobody else. */
  Place alone() throws IOException {
    Optional<PostgresUrl> url = postgres();
    return url.isPresent()
        ? Place.postgres(url.get())
        : Place.sqlite(data, data.resolve(DataFolder.DATABASE));
  }
}
