package earmark;

import earmark.refusal.Refusal;
import earmark.store.jdbc.Store;
import earmark.store.postgres.PostgresStore;
import earmark.store.postgres.PostgresUrl;
import earmark.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A database that nobody else uses meanwhile, for commands that write to it. */
record Place(Store store, @Nullable DataFolder folder) implements AutoCloseable {
  private static final String SQLITE = "sqlite:";

  /**
   * The one that a text names: {@code sqlite:DIR}, or the URL of a PostgreSQL database.
   *
   * @throws IOException if a server uses it, or it must exist and does not
   */
  static Place open(String text, boolean mustExist) throws IOException {
    if (text.startsWith(PostgresUrl.PREFIX)) {
      return postgres(new PostgresUrl(text, Serve.databasePassword()));
    }
    if (!text.startsWith(SQLITE)) {
      throw new Refusal.Invalid("A place begins with " + SQLITE + " or " + PostgresUrl.PREFIX);
    }
    Path path = Path.of(text.substring(SQLITE.length()));
    boolean isFile = Files.isRegularFile(path);
    Path directory = isFile ? path.toAbsolutePath().resolveSibling("") : path;
    Path file = isFile ? path : path.resolve(DataFolder.DATABASE);
    if (mustExist && !Files.isRegularFile(file)) throw new IOException("There is no " + file);
    return sqlite(directory, file);
  }

  /** A PostgreSQL database. */
  static Place postgres(PostgresUrl url) {
    return new Place(PostgresStore.openAlone(url), null);
  }

  /** A SQLite file in a data folder. */
  static Place sqlite(Path directory, Path file) throws IOException {
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
