package earmark.bench.side;

import earmark.bench.corpus.Columns;
import earmark.bench.corpus.Corpus;
import earmark.search.Query;
import earmark.tag.Tag;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** Fills PostgreSQL's tables the fast way. A tag's id is its place in the corpus. */
public final class CopyIn {
  private CopyIn() {}

  static void all(Connection connection, Corpus corpus) throws SQLException, IOException {
    tags(connection, corpus);
    mappings(connection, corpus.things());
    samples(connection, corpus.columns());
  }

  private static void tags(Connection connection, Corpus corpus) throws SQLException, IOException {
    try (Writer out = copy(connection, "tag (id, kind, name, folded, uses)")) {
      for (int i = 0; i < corpus.tags().size(); i++) {
        Tag tag = corpus.tags().get(i);
        int uses = corpus.things()[i].length;
        out.write(i + "\t" + tag.kind() + '\t' + tag.name() + '\t');
        out.write(Query.fold(tag.name()) + '\t' + uses + '\n');
      }
    }
  }

  private static void mappings(Connection connection, int[][] things)
      throws SQLException, IOException {
    try (Writer out = copy(connection, "mapping (tag, sample)")) {
      for (int i = 0; i < things.length; i++) {
        for (int sample : things[i]) out.write(i + "\t" + sample + '\n');
      }
    }
  }

  private static void samples(Connection connection, Columns columns)
      throws SQLException, IOException {
    try (Writer out = copy(connection, "sample")) {
      for (int i = 0; i < columns.types().length; i++) {
        String threat = columns.threat(i);
        out.write(i + "\t" + columns.sampleType(i) + '\t' + columns.fileType(i) + '\t');
        out.write(columns.sizeBytes()[i] + "\t" + columns.classification(i) + '\t');
        out.write((threat.isEmpty() ? "\\N" : threat) + '\t' + columns.firstSeen()[i] + '\t');
        out.write(columns.lastSeen()[i] + "\t" + columns.fileCounts()[i] + '\n');
      }
    }
  }

  /** The numbers of some samples, into the table {@code chosen}. */
  static void chosen(Connection connection, int[] samples) throws SQLException, IOException {
    try (Writer out = copy(connection, "chosen")) {
      for (int sample : samples) out.write(sample + "\n");
    }
  }

  /** Writes rows into a table, or some columns of it, as tabs part them. */
  public static Writer copy(Connection connection, String table) throws SQLException {
    return new BufferedWriter(
        new OutputStreamWriter(
            new PGCopyOutputStream(
                connection.unwrap(PGConnection.class), "copy " + table + " from stdin", 1 << 20),
            StandardCharsets.UTF_8),
        1 << 16);
  }
}
