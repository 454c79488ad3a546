package earmark.bench.http;

import earmark.bench.corpus.Corpus;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HexFormat;

/** The records of the samples, which the other measures do without. */
final class SampleTable {
  private static final int MICROS = 1_000_000;
  private static final int AT_ONCE = 10_000;

  private SampleTable() {}

  /** The SHA-256 of a sample: its number. */
  static String sha256(int sample) {
    return HexFormat.of().formatHex(hash(32, sample));
  }

  static void fill(Path database, Corpus corpus) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        PreparedStatement insert =
            connection.prepareStatement(
                """
                insert into sample (number, md5, sha1, sha256, sha512, size_bytes, name, type,
                                    first_seen_micros, last_seen_micros, status, attempts)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'PROCESSED', 1)
                """)) {
      connection.setAutoCommit(false);
      for (int sample = 0; sample < corpus.samples(); sample++) {
        insert.setInt(1, sample);
        insert.setBytes(2, hash(16, sample));
        insert.setBytes(3, hash(20, sample));
        insert.setBytes(4, hash(32, sample));
        insert.setBytes(5, hash(64, sample));
        insert.setLong(6, corpus.columns().sizeBytes()[sample]);
        insert.setString(7, "sample-" + sample + ".bin");
        insert.setString(8, corpus.columns().sampleType(sample));
        insert.setLong(9, (long) corpus.columns().firstSeen()[sample] * MICROS);
        insert.setLong(10, (long) corpus.columns().lastSeen()[sample] * MICROS);
        insert.addBatch();
        if (sample % AT_ONCE == 0) insert.executeBatch();
      }
      insert.executeBatch();
      connection.commit();
    }
  }

  private static byte[] hash(int bytes, int sample) {
    return ByteBuffer.allocate(bytes).putInt(bytes - Integer.BYTES, sample).array();
  }
}
