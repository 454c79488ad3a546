package earmark.store;

import earmark.store.postgres.PostgresUrl;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL for the tests of this process, unpacked and started when first asked for. */
public final class TestPostgres {
  private static final AtomicInteger UNIQUE = new AtomicInteger();
  private static @Nullable EmbeddedPostgres shared;

  private TestPostgres() {}

  /**
   * An empty database on the server that all tests share: a schema of its own, which is made and
   * written to the disk in a tenth of the time.
   */
  public static PostgresUrl database() {
    EmbeddedPostgres server = shared();
    String name = "earmark" + UNIQUE.incrementAndGet();
    run(server, "create schema " + name);
    String url = server.getJdbcUrl("postgres", "postgres");
    return new PostgresUrl(url + "&currentSchema=" + name, Optional.empty());
  }

  /** A server of one's own, durable, with its data in a folder that may hold some already. */
  public static EmbeddedPostgres start(Path folder, int port) throws IOException {
    return builder()
        .setDataDirectory(folder.resolve("data"))
        .setOverrideWorkingDirectory(folder.resolve("programs").toFile())
        .setCleanDataDirectory(false)
        .setPort(port)
        .start();
  }

  /** Runs a statement as the server's superuser. */
  public static void run(EmbeddedPostgres server, String sql) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The server that all tests share. */
  public static synchronized EmbeddedPostgres shared() {
    if (shared == null) {
      try {
        shared = builder().start(); // stopped by a hook of its own when this process ends
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return shared;
  }

  private static EmbeddedPostgres.Builder builder() {
    return EmbeddedPostgres.builder()
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on");
  }
}
