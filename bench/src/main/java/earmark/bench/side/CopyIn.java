package earmark.bench.side;

import earmark.search.Query;
import earmark.tag.Tag;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** Fills PostgreSQL's tables the fast way. A tag's id is its place in the corpus. */
final class CopyIn {
  private CopyIn() {}

  static void tags(Connection connection, List<Tag> tags) throws SQLException, IOException {
    try (Writer out = copy(connection, "copy tag (id, kind, name, folded) from stdin")) {
      for (int i = 0; i < tags.size(); i++) {
        Tag tag = tags.get(i);
        out.write(i + "\t" + tag.kind() + "\t" + tag.name() + "\t" + Query.fold(tag.name()) + "\n");
      }
    }
  }

  static void mappings(Connection connection, int[][] things) throws SQLException, IOException {
    try (Writer out = copy(connection, "copy mapping (tag, sample) from stdin")) {
      for (int i = 0; i < things.length; i++) {
        for (int sample : things[i]) out.write(i + "\t" + sample + "\n");
      }
    }
  }

  private static Writer copy(Connection connection, String sql) throws SQLException {
    return new BufferedWriter(
        new OutputStreamWriter(
            new PGCopyOutputStream(connection.unwrap(PGConnection.class), sql, 1 << 20),
            StandardCharsets.UTF_8),
        1 << 16);
  }
}
