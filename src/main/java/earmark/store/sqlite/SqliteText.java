package earmark.store.sqlite;

import earmark.report.ReportTerm;
import earmark.store.jdbc.TextIndex;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The full text of reports in FTS5, with the words as they were made by the room. */
final class SqliteText implements TextIndex {

  @Override
  public void add(Handle handle, int revision, List<String> title, List<String> body) {
    handle.execute(
        "insert into report_text (rowid, title, body) values (?, ?, ?)",
        revision,
        TextIndex.text(title),
        TextIndex.text(body));
  }

  @Override
  public List<Integer> find(Handle handle, ReportTerm term) {
    return handle
        .createQuery("select rowid from report_text where report_text match :query")
        .bind("query", query(term))
        .mapTo(Integer.class)
        .list();
  }

  /** Words are letters, marks and digits alone, so nothing in them means anything to FTS5. */
  private static String query(ReportTerm term) {
    return term.parts().stream()
        .map(part -> '"' + String.join(" ", part.words()) + '"' + (part.open() ? " *" : ""))
        .collect(Collectors.joining(" AND "));
  }
}
