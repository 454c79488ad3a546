package earmark.store.jdbc;

import earmark.refusal.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Writes all that an instance knows as lines of text that {@link Restore} reads, the same to the
 * byte whatever the kind of database. The format is described in {@code docs/export-format.md}.
 */
public final class Export {
  static final String FIRST = "earmark-export ";
  static final String LAST = "earmark-end ";
  static final int VERSION = 1;
  private static final int ROWS_A_LINE = 100_000;

  private final Connection connection;
  private final OutputStream out;
  private final Consumer<String> progress;
  private final MessageDigest digest = sha256();

  private Export(Connection connection, OutputStream out, Consumer<String> progress) {
    this.connection = connection;
    this.out = out;
    this.progress = progress;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Writes everything, as it stands at one moment.
   *
   * @param progress gets lines that say how far it is
   * @throws Refusal.Unavailable if the database can't be read
   */
  public static void run(ReadOnly from, OutputStream out, Consumer<String> progress)
      throws IOException {
    try {
      from.scan(handle -> {
        try {
          new Export(handle.getConnection(), out, progress).run();
          return true;
        } catch (SQLException e) {
          throw new Refusal.Unavailable("The database can't be read: " + e.getMessage());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    } catch (UncheckedIOException e) {
      throw new IOException(e.getCause());
    }
  }

  private void run() throws SQLException, IOException {
    line(FIRST + VERSION);
    for (Table table : Table.all(connection)) write(table);
    String sum = HexFormat.of().formatHex(digest.digest());
    out.write((LAST + sum + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  private void write(Table table) throws SQLException, IOException {
    line("table " + table.name() + " " + String.join(" ", table.columnNames()));
    AtomicLong done = new AtomicLong();
    table.read(
        connection,
        row -> {
          line(ExportText.row(row));
          if (done.incrementAndGet() % ROWS_A_LINE == 0) {
            progress.accept(table.name() + ": " + done);
          }
        });
    line("end " + table.name() + " " + done);
    progress.accept(table.name() + ": " + done);
  }

  private void line(String text) {
    byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
    digest.update(bytes);
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
