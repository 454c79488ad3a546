package earmark.bench.side;

import earmark.index.Answers.Counted;
import earmark.search.Query;
import earmark.tag.Tag;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What PostgreSQL is asked. The advanced searches look the numbers of their tags up first: told
 * which tags they are, the planner knows how often each is used and takes a far better plan.
 */
final class PostgresQueries {
  /** An array of tags keeps the planner from reading the whole table, ten times as long. */
  private static final String LIKE =
      """
      select distinct m.sample from mapping m
      where m.tag = any (array(select id from tag where folded like ?))
      """;

  private static final String NARROW =
      """
      select s.number as sample from sample s join mapping m on m.sample = s.number
      where m.tag = ? and s.size between ? and ?
        and exists (select from mapping p where p.sample = s.number and p.tag = any (?))
        and not exists (select from mapping n where n.sample = s.number and n.tag = ?)
      """;

  private static final String RECENT =
      """
      select s.number as sample from sample s
      where s.type = ? and s.firstseen between ? and ?
        and exists (select from mapping m where m.sample = s.number and m.tag = any (?))
      """;

  private static final String LARGEST =
      """
      select s.number as sample, s.size from sample s join mapping m on m.sample = s.number
      where m.tag = ? and s.classification = ?
      """;

  private static final String SUGGEST =
      """
      select kind, name, uses from tag where folded like ?
      order by folded like ? desc, uses desc, name, kind limit ?
      """;

  private static final String TAGS =
      """
      select m.sample, t.kind, t.name from mapping m join tag t on t.id = m.tag
      where m.sample = any (?) order by m.sample
      """;

  private static final String ID = "select id from tag where name = ? and kind = ?";
  private static final String IDS = "select array(select id from tag where folded like ?)";
  private static final String USER_IDS =
      "select array(select id from tag where folded like ? and kind = 'USER')";

  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  PostgresQueries(Connection connection) {
    this.connection = connection;
  }

  private PreparedStatement prepared(String sql) throws SQLException {
    PreparedStatement known = prepared.get(sql);
    if (known != null) return known;
    PreparedStatement made = connection.prepareStatement(sql);
    prepared.put(sql, made);
    return made;
  }

  private static String page(String hits, String order) {
    return """
    with hit as materialized (%1$s),
    page as (select * from hit order by %2$s limit ?)
    select (select count(*) from hit), page.sample, t.kind, t.name
    from page join mapping m (thing, tag) on m.thing = page.sample join tag t on t.id = m.tag
    order by %2$s
    """
        .formatted(hits, order);
  }

  private static String facets(String hits) {
    return """
    with hit as materialized (%s),
    used as (
      select m.tag, count(*) uses from hit join mapping m on m.sample = hit.sample group by m.tag)
    select t.kind, t.name, used.uses from used join tag t on t.id = used.tag
    order by used.uses desc, t.name, t.kind limit ?
    """
        .formatted(hits);
  }

  Page page(Search search) throws SQLException {
    String order = search instanceof Search.Largest ? "size desc, sample desc" : "sample desc";
    PreparedStatement statement = prepared(page(hits(search), order));
    statement.setInt(bind(statement, search), Side.PAGE);
    long total = 0;
    List<Page.Row> rows = new ArrayList<>();
    try (ResultSet found = statement.executeQuery()) {
      while (found.next()) {
        total = found.getLong(1);
        addTo(rows, found.getInt(2), found.getString(3), found.getString(4));
      }
    }
    return new Page(total, rows);
  }

  List<Counted> facets(Search search, int limit) throws SQLException {
    PreparedStatement statement = prepared(facets(hits(search)));
    statement.setInt(bind(statement, search), limit);
    return counted(statement);
  }

  List<Counted> suggest(String text, int limit) throws SQLException {
    PreparedStatement statement = prepared(SUGGEST);
    statement.setString(1, containing(text));
    statement.setString(2, startingWith(text));
    statement.setInt(3, limit);
    return counted(statement);
  }

  List<Page.Row> tags(List<Integer> samples) throws SQLException {
    PreparedStatement statement = prepared(TAGS);
    statement.setArray(1, connection.createArrayOf("int4", samples.toArray()));
    List<Page.Row> rows = new ArrayList<>();
    try (ResultSet found = statement.executeQuery()) {
      while (found.next()) addTo(rows, found.getInt(1), found.getString(2), found.getString(3));
    }
    return rows;
  }

  private static void addTo(List<Page.Row> rows, int sample, String kind, String name) {
    if (rows.isEmpty() || rows.getLast().sample() != sample) {
      rows.add(new Page.Row(sample, new ArrayList<>(), new ArrayList<>()));
    }
    boolean user = kind.equals(Tag.Kind.USER.name());
    (user ? rows.getLast().user() : rows.getLast().system()).add(name);
  }

  private static List<Counted> counted(PreparedStatement statement) throws SQLException {
    List<Counted> all = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        Tag tag = new Tag(Tag.Kind.valueOf(rows.getString(1)), "", rows.getString(2));
        all.add(new Counted(tag, rows.getInt(3)));
      }
    }
    return all;
  }

  private static String hits(Search search) {
    return switch (search) {
      case Search.Like _ -> LIKE;
      case Search.Narrow _ -> NARROW;
      case Search.Recent _ -> RECENT;
      case Search.Largest _ -> LARGEST;
    };
  }

  /** Binds the parameters of {@link #hits}; the place of the next. */
  private int bind(PreparedStatement statement, Search search) throws SQLException {
    switch (search) {
      case Search.Like(String text) -> {
        statement.setString(1, containing(text));
        return 2;
      }
      case Search.Narrow narrow -> {
        statement.setInt(1, id(narrow.tag()));
        statement.setLong(2, narrow.fromBytes());
        statement.setLong(3, narrow.toBytes());
        statement.setArray(4, ids(USER_IDS, startingWith(narrow.prefix())));
        statement.setInt(5, id(narrow.without()));
        return 6;
      }
      case Search.Recent recent -> {
        statement.setString(1, recent.sampleType());
        statement.setLong(2, recent.from());
        statement.setLong(3, recent.to());
        statement.setArray(4, ids(IDS, containing(recent.text())));
        return 5;
      }
      case Search.Largest(Tag tag, String classification) -> {
        statement.setInt(1, id(tag));
        statement.setString(2, classification);
        return 3;
      }
    }
  }

  private int id(Tag tag) throws SQLException {
    PreparedStatement statement = prepared(ID);
    statement.setString(1, tag.name());
    statement.setString(2, tag.kind().name());
    try (ResultSet row = statement.executeQuery()) {
      return row.next() ? row.getInt(1) : -1;
    }
  }

  private Array ids(String sql, String pattern) throws SQLException {
    PreparedStatement statement = prepared(sql);
    statement.setString(1, pattern);
    try (ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getArray(1);
    }
  }

  private static String containing(String text) {
    return "%" + escaped(text) + "%";
  }

  private static String startingWith(String text) {
    return escaped(text) + "%";
  }

  private static String escaped(String text) {
    return Query.fold(text).replace("\\", "\\\\").replace("_", "\\_").replace("%", "\\%");
  }
}
