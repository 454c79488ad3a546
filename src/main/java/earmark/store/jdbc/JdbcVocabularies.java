package earmark.store.jdbc;

import earmark.vocabulary.Term;
import earmark.vocabulary.Vocabularies;
import earmark.vocabulary.Vocabulary;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Vocabularies in tables. */
public final class JdbcVocabularies implements Vocabularies {
  private static final int ROWS_AT_ONCE = 1_000;
  private final Database database;

  public JdbcVocabularies(Database database) {
    this.database = database;
  }

  @Override
  public Optional<List<Term>> replace(Vocabulary vocabulary, String by, Instant at) {
    return database.write(handle -> {
      Counter.VOCABULARY.take(handle, 1); // held to the end, so imports come one after another
      Optional<List<Term>> before =
          exists(handle, vocabulary.name())
              ? Optional.of(terms(handle, vocabulary.name()))
              : Optional.empty();
      delete(handle, vocabulary.name());
      handle
          .createUpdate(
              """
              insert into vocabulary
                (name, kind, title, description, version, imported_by, imported_micros)
              values (:name, :kind, :title, :description, :version, :by, :at)
              """)
          .bind("name", vocabulary.name())
          .bind("kind", vocabulary.kind().name())
          .bind("title", vocabulary.title())
          .bind("description", vocabulary.description())
          .bind("version", vocabulary.version())
          .bind("by", by)
          .bind("at", Micros.of(at))
          .execute();
      insert(handle, vocabulary);
      return before;
    });
  }

  private static void insert(Handle handle, Vocabulary vocabulary) {
    long id = Counter.VOCABULARY_TERM.take(handle, vocabulary.terms().size());
    try (PreparedBatch batch =
        handle.prepareBatch(
            """
            insert into vocabulary_term (id, vocabulary, original, description, colour, synonyms)
            values (:id, :vocabulary, :original, :description, :colour, :synonyms)
            """)) {
      for (Term term : vocabulary.terms()) {
        batch
            .bind("id", id++)
            .bind("vocabulary", vocabulary.name())
            .bind("original", term.original())
            .bind("description", term.description())
            .bind("colour", term.colour().orElse(null))
            .bind("synonyms", String.join("\n", term.synonyms()))
            .add();
        if (batch.size() == ROWS_AT_ONCE) batch.execute();
      }
      if (batch.size() > 0) batch.execute();
    }
  }

  private static boolean exists(Handle handle, String name) {
    return handle
        .createQuery("select 1 from vocabulary where name = :name")
        .bind("name", name)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  private static int delete(Handle handle, String name) {
    return handle
        .createUpdate("delete from vocabulary where name = :name")
        .bind("name", name)
        .execute();
  }

  @Override
  public boolean remove(String name) {
    if (name.indexOf('\0') >= 0) return false; // no text of PostgreSQL holds it
    return database.write(handle -> {
      Counter.VOCABULARY.take(handle, 1);
      return delete(handle, name) > 0;
    });
  }

  @Override
  public List<Head> list() {
    return database.read(handle ->
        handle
            .createQuery(
                """
                select name, kind, title, description, version, imported_by, imported_micros,
                  (select count(*) from vocabulary_term where vocabulary = name) as terms
                from vocabulary order by name
                """)
            .map((row, _) ->
                new Head(
                    row.getString("name"),
                    Vocabulary.Kind.valueOf(row.getString("kind")),
                    row.getString("title"),
                    row.getString("description"),
                    row.getString("version"),
                    row.getInt("terms"),
                    row.getString("imported_by"),
                    Micros.moment(row.getLong("imported_micros"))))
            .list());
  }

  @Override
  public Optional<Vocabulary> find(String name) {
    if (name.indexOf('\0') >= 0) return Optional.empty(); // no text of PostgreSQL holds it
    return database.read(handle ->
        handle
            .createQuery(
                "select kind, title, description, version from vocabulary where name = :name")
            .bind("name", name)
            .map((row, _) ->
                new Vocabulary(
                    name,
                    Vocabulary.Kind.valueOf(row.getString("kind")),
                    row.getString("title"),
                    row.getString("description"),
                    row.getString("version"),
                    terms(handle, name)))
            .findOne());
  }

  private static List<Term> terms(Handle handle, String name) {
    return handle
        .createQuery(
            """
            select original, description, colour, synonyms
            from vocabulary_term where vocabulary = :name order by id
            """)
        .bind("name", name)
        .map((row, _) -> term(row))
        .list();
  }

  private static Term term(ResultSet row) throws SQLException {
    String synonyms = row.getString("synonyms");
    return new Term(
        row.getString("original"),
        row.getString("description"),
        Optional.ofNullable(row.getString("colour")),
        Stream.of(synonyms.split("\n", -1)).filter(line -> !line.isEmpty()).toList());
  }

  @Override
  public long revision() {
    return database.read(Counter.VOCABULARY::last);
  }
}
