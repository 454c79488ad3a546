package earmark.store.jdbc;

import earmark.report.ReportTerm;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The full text of reports in the way of one kind of database: a table {@code report_text} with the
 * number of the revision as {@code rowid}, and the words of title and body between {@code <} and
 * {@code >}.
 */
public interface TextIndex {

  /** Adds the words of a revision, which is not there yet. */
  void add(Handle handle, int revision, List<String> title, List<String> body);

  /** The revisions in which all parts of a term are. */
  List<Integer> find(Handle handle, ReportTerm term);

  /** Words as the table keeps them. */
  static String text(List<String> words) {
    StringBuilder text = new StringBuilder();
    for (String word : words) text.append('<').append(word).append('>');
    return text.toString();
  }
}
