package earmark.store.jdbc;

import earmark.report.ReportTerm;
import earmark.report.Revisions.Count;
import earmark.report.Revisions.Counts;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Counts words in the texts of reports: by how much a text is shorter without them. The same in any
 * database, and of each report by itself, so nothing is told of others.
 */
final class Occurrences {
  private Occurrences() {}

  /** How often the parts of a term are in some revisions. */
  static Map<Integer, Counts> count(Handle handle, ReportTerm term, List<Integer> revisions) {
    StringBuilder sql = new StringBuilder("select rowid, octet_length(body)");
    for (int i = 0; i < term.parts().size(); i++) {
      for (String column : List.of("title", "body")) {
        ReportTerm.Part part = term.parts().get(i);
        sql.append(", ").append(occurrences(column, "w" + i, whole(part)));
        sql.append(", ").append(part.open() ? occurrences(column, "o" + i, open(part)) : "0");
      }
    }
    sql.append(" from report_text where rowid in (<ids>)");
    try (Query query = handle.createQuery(sql.toString())) {
      query.bindList("ids", revisions);
      for (int i = 0; i < term.parts().size(); i++) {
        ReportTerm.Part part = term.parts().get(i);
        query.bind("w" + i, whole(part));
        if (part.open()) query.bind("o" + i, open(part));
      }
      Map<Integer, Counts> counts = new HashMap<>();
      query.map((row, _) -> counts.put(row.getInt(1), counts(row, term.parts().size()))).list();
      return counts;
    }
  }

  private static String whole(ReportTerm.Part part) {
    return TextIndex.text(part.words());
  }

  private static String open(ReportTerm.Part part) {
    return "<" + part.words().getFirst();
  }

  private static String occurrences(String column, String name, String text) {
    return "(octet_length(%s) - octet_length(replace(%s, :%s, ''))) / %d"
        .formatted(column, column, name, text.getBytes(StandardCharsets.UTF_8).length);
  }

  private static Counts counts(ResultSet row, int parts) throws SQLException {
    List<Count> counts = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      int at = 3 + 4 * i;
      int titleWhole = row.getInt(at);
      int bodyWhole = row.getInt(at + 2);
      counts.add(
          new Count(
              titleWhole,
              Math.max(0, row.getInt(at + 1) - titleWhole),
              bodyWhole,
              Math.max(0, row.getInt(at + 3) - bodyWhole)));
    }
    return new Counts(row.getLong(2), counts);
  }
}
