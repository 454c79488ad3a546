package earmark.store.postgres;

import earmark.report.ReportTerm;
import earmark.store.jdbc.TextIndex;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.Query;

/**
 * The full text of reports as sets of words in a GIN index, which finds reports that have all words
 * of a term; those in which they don't stand next to each other are left out afterwards.
 */
final class PostgresText implements TextIndex {

  @Override
  public void add(Handle handle, int revision, List<String> title, List<String> body) {
    Object[] words = Stream.concat(title.stream(), body.stream()).distinct().toArray();
    Argument array =
        (place, statement, _) ->
            statement.setArray(place, statement.getConnection().createArrayOf("text", words));
    handle
        .createUpdate(
            """
            insert into report_text (rowid, title, body, words)
            values (:id, :title, :body, array_to_tsvector(:words))
            """)
        .bind("id", revision)
        .bind("title", TextIndex.text(title))
        .bind("body", TextIndex.text(body))
        .bind("words", array)
        .execute();
  }

  @Override
  public List<Integer> find(Handle handle, ReportTerm term) {
    List<String> phrases =
        term.parts().stream()
            .map(ReportTerm.Part::words)
            .filter(words -> words.size() > 1)
            .map(TextIndex::text)
            .toList();
    StringBuilder sql =
        new StringBuilder("select rowid from report_text where words @@ cast(:query as tsquery)");
    for (int i = 0; i < phrases.size(); i++) {
      sql.append(" and (strpos(title, :p%d) > 0 or strpos(body, :p%d) > 0)".formatted(i, i));
    }
    try (Query query = handle.createQuery(sql.toString())) {
      query.bind("query", query(term));
      for (int i = 0; i < phrases.size(); i++) query.bind("p" + i, phrases.get(i));
      return query.mapTo(Integer.class).list();
    }
  }

  /** Words are letters, marks and digits alone, so nothing in them means anything in quotes. */
  private static String query(ReportTerm term) {
    return term.parts().stream()
        .flatMap(
            part -> part.words().stream().map(word -> "'" + word + "'" + (part.open() ? ":*" : "")))
        .collect(Collectors.joining(" & "));
  }
}
