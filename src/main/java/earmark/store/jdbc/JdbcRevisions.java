package earmark.store.jdbc;

import earmark.report.ReportTerm;
import earmark.report.ReportWords;
import earmark.report.Revisions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;

/** What reports say, in tables; their words in the full text of the database. */
public final class JdbcRevisions implements Revisions {
  /** A revision that there never is; in the full text, it says that the words are lost. */
  private static final int INDEX_LOST = 0;

  private final Database database;
  private final TextIndex text;

  public JdbcRevisions(Database database, TextIndex text) {
    this.database = database;
    this.text = text;
  }

  @Override
  public Written add(
      String guid, OptionalInt source, Content content, Instant now, Collection<Settled> settled) {
    return database.write(handle -> {
      int number = Math.toIntExact(Counter.REPORT.take(handle, 1) - 1);
      handle
          .createUpdate(
              """
              insert into report (number, guid, source, created_micros)
              values (:number, :guid, :source, :now)
              """)
          .bind("number", number)
          .bind("guid", guid)
          .bind("source", source.isPresent() ? Optional.of(source.getAsInt()) : Optional.empty())
          .bind("now", Micros.of(now))
          .execute();
      return revise(handle, number, content, now, settled);
    });
  }

  @Override
  public Written revise(int report, Content content, Instant now, Collection<Settled> settled) {
    return database.write(handle -> revise(handle, report, content, now, settled));
  }

  private Written revise(
      Handle handle, int report, Content content, Instant now, Collection<Settled> settled) {
    int id = Math.toIntExact(Counter.REVISION.take(handle, 1));
    handle
        .createUpdate(
            """
            insert into report_revision
              (id, report, title, body, external_url, began_ms, created_micros)
            values (:id, :report, :title, :body, :url, :began, :now)
            """)
        .bind("id", id)
        .bind("report", report)
        .bind("title", content.title())
        .bind("body", content.body())
        .bind("url", content.externalUrl())
        .bind("began", content.timeBegan().toEpochMilli())
        .bind("now", Micros.of(now))
        .execute();
    text.add(handle, id, ReportWords.split(content.title()), ReportWords.split(content.body()));
    Note note = new Note(id, report, false, now);
    note(handle, note);
    settle(handle, settled);
    return new Written(report, id, note);
  }

  private static void note(Handle handle, Note note) {
    handle.execute(
        "insert into report_note (id, report, deletion, at_micros) values (?, ?, ?, ?)",
        note.id(),
        note.report(),
        note.deletion(),
        Micros.of(note.at()));
  }

  @Override
  public OptionalInt number(String guid) {
    return database.read(handle ->
        handle
            .createQuery("select number from report where guid = :guid")
            .bind("guid", guid)
            .mapTo(Integer.class)
            .findOne()
            .map(OptionalInt::of)
            .orElse(OptionalInt.empty()));
  }

  @Override
  public List<Known> reports(Collection<Integer> numbers) {
    return database.read(handle -> {
      List<Known> found = new ArrayList<>();
      for (List<Integer> portion : Portions.of(numbers)) {
        found.addAll(
            handle
                .createQuery(
                    """
                    select number, guid, source, created_micros from report
                    where number in (<numbers>)
                    """)
                .bindList("numbers", portion)
                .map((row, _) -> known(row))
                .list());
      }
      return found;
    });
  }

  private static Known known(ResultSet row) throws SQLException {
    int source = row.getInt("source");
    boolean copied = !row.wasNull();
    return new Known(
        row.getInt("number"),
        row.getString("guid"),
        copied ? OptionalInt.of(source) : OptionalInt.empty(),
        Micros.moment(row.getLong("created_micros")));
  }

  @Override
  public List<Revision> get(Collection<Integer> revisions, boolean withBodies) {
    String columns = "id, report, title, external_url, began_ms" + (withBodies ? ", body" : "");
    return database.read(handle -> {
      List<Revision> found = new ArrayList<>();
      for (List<Integer> portion : Portions.of(revisions)) {
        found.addAll(
            handle
                .createQuery("select " + columns + " from report_revision where id in (<ids>)")
                .bindList("ids", portion)
                .map((row, _) -> revision(row, withBodies))
                .list());
      }
      return found;
    });
  }

  private static Revision revision(ResultSet row, boolean withBody) throws SQLException {
    return new Revision(
        row.getInt("id"),
        row.getInt("report"),
        row.getString("title"),
        withBody ? Optional.of(row.getString("body")) : Optional.empty(),
        Optional.ofNullable(row.getString("external_url")),
        Instant.ofEpochMilli(row.getLong("began_ms")));
  }

  @Override
  public List<Hit> find(ReportTerm term) {
    return database.read(handle -> {
      List<Hit> hits = new ArrayList<>();
      for (List<Integer> portion : Portions.of(text.find(handle, term))) {
        hits.addAll(
            handle
                .createQuery("select report, id from report_revision where id in (<ids>)")
                .bindList("ids", portion)
                .map((row, _) -> new Hit(row.getInt(1), row.getInt(2)))
                .list());
      }
      return hits;
    });
  }

  @Override
  public Map<Integer, Counts> count(ReportTerm term, Collection<Integer> revisions) {
    return database.read(handle -> {
      Map<Integer, Counts> counts = new HashMap<>();
      for (List<Integer> portion : Portions.of(revisions)) {
        counts.putAll(Occurrences.count(handle, term, portion));
      }
      return counts;
    });
  }

  @Override
  public Note noteDeletion(int report, Instant now) {
    return database.write(handle -> {
      Note note = new Note(Math.toIntExact(Counter.REVISION.take(handle, 1)), report, true, now);
      note(handle, note);
      return note;
    });
  }

  @Override
  public List<Note> notes() {
    return database.read(handle ->
        handle
            .createQuery("select id, report, deletion, at_micros from report_note order by id")
            .map((row, _) ->
                new Note(
                    row.getInt(1), row.getInt(2), row.getBoolean(3), Micros.moment(row.getLong(4))))
            .list());
  }

  @Override
  public void settle(Collection<Settled> settled) {
    if (settled.isEmpty()) return;
    database.write(handle -> {
      settle(handle, settled);
      return settled.size();
    });
  }

  private static void settle(Handle handle, Collection<Settled> settled) {
    for (Settled one : settled) {
      handle.execute(
          """
          delete from report_text where rowid in
            (select id from report_revision where report = ? and id < ?)
          """,
          one.report(),
          one.revision());
      handle.execute("delete from report_note where id = ?", one.revision());
    }
  }

  @Override
  public void drop(Note note) {
    database.write(handle -> {
      handle.execute("delete from report_text where rowid = ?", note.id());
      handle.execute("delete from report_revision where id = ?", note.id());
      return handle.execute("delete from report_note where id = ?", note.id());
    });
  }

  @Override
  public void remove(int report) {
    database.write(handle -> {
      String revisions = "(select id from report_revision where report = ?)";
      handle.execute("delete from report_text where rowid in " + revisions, report);
      handle.execute("delete from report_revision where report = ?", report);
      return handle.execute("delete from report_note where report = ?", report);
    });
  }

  /** Notes that the words of all reports are lost, for who copies all but them. */
  static void loseIndex(Handle handle, TextIndex text) {
    boolean isAny =
        handle
            .createQuery("select 1 from report_revision limit 1")
            .mapTo(Integer.class)
            .findOne()
            .isPresent();
    if (isAny) text.add(handle, INDEX_LOST, List.of(), List.of());
  }

  @Override
  public boolean isIndexLost() {
    return database.read(handle ->
        handle
            .createQuery("select 1 from report_text where rowid = :lost")
            .bind("lost", INDEX_LOST)
            .mapTo(Integer.class)
            .findOne()
            .isPresent());
  }

  @Override
  public void index(Collection<Integer> revisions, boolean last) {
    List<Revision> some = get(revisions, true);
    database.write(handle -> {
      for (Revision one : some) {
        handle.execute("delete from report_text where rowid = ?", one.id());
        List<String> body = ReportWords.split(one.body().orElse(""));
        text.add(handle, one.id(), ReportWords.split(one.title()), body);
      }
      if (last) handle.execute("delete from report_text where rowid = ?", INDEX_LOST);
      return some.size();
    });
  }
}
