package earmark.bench.side;

import earmark.bench.corpus.Corpus;
import earmark.tag.Tag;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;

/**
 * PostgreSQL with a row for each tag and each mapping, trigrams on the names, and settings for a
 * machine of its own. A real server in a folder of its own, talked to over TCP on the same machine.
 */
public final class PostgresSide implements Side {
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("fsync", "on"),
          Map.entry("synchronous_commit", "on"),
          Map.entry("full_page_writes", "on"),
          Map.entry("shared_buffers", "1GB"),
          Map.entry("work_mem", "64MB"),
          Map.entry("maintenance_work_mem", "512MB"),
          Map.entry("effective_cache_size", "4GB"),
          Map.entry("random_page_cost", "1.1"),
          Map.entry("max_wal_size", "4GB"),
          Map.entry("checkpoint_timeout", "15min"),
          Map.entry("jit", "off"));
  private static final List<String> MUST_BE_ON = List.of("fsync", "synchronous_commit");

  /**
   * An array of tags keeps the planner from reading the whole table, which took ten times as long.
   */
  private static final String SEARCH =
      """
      with hit as materialized (
        select distinct m.sample from mapping m
        where m.tag = any (array(select id from tag where folded like ?))
      ),
      page as (select sample from hit order by sample desc limit ?)
      select (select count(*) from hit), m.sample, t.kind, t.name
      from page join mapping m on m.sample = page.sample join tag t on t.id = m.tag
      order by m.sample desc, t.kind, t.name
      """;

  private final EmbeddedPostgres server;
  private final Connection connection;
  private final PreparedStatement search;
  private int samples;

  private PostgresSide(EmbeddedPostgres server) throws SQLException {
    this.server = server;
    connection = connect();
    run("create extension pg_trgm");
    run(
        "create table tag (id int not null, kind text not null, name text not null collate \"C\","
            + " folded text not null collate \"C\")");
    run("create table mapping (sample int not null, tag int not null)");
    run("set plan_cache_mode = force_custom_plan"); // a name's selectivity is known when it is seen
    search = connection.prepareStatement(SEARCH);
  }

  /** Starts a server whose data is in a new folder. */
  public static PostgresSide open(Path folder) throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder.resolve("data"))
            .setOverrideWorkingDirectory(folder.resolve("programs").toFile());
    SETTINGS.forEach(builder::setServerConfig);
    EmbeddedPostgres server = builder.start();
    try {
      PostgresSide side = new PostgresSide(server);
      side.checkDurable();
      return side;
    } catch (SQLException e) {
      server.close();
      throw failed(e);
    }
  }

  private Connection connect() throws SQLException {
    return server.getPostgresDatabase(Map.of("prepareThreshold", "1")).getConnection();
  }

  private void checkDurable() throws SQLException {
    for (String setting : MUST_BE_ON) {
      String value = one("show " + setting);
      if (!value.equals("on")) throw new IllegalStateException(setting + " is " + value);
    }
  }

  @Override
  public String name() {
    try {
      return "PostgreSQL " + one("show server_version");
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private String one(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void load(Corpus corpus) {
    samples = corpus.samples();
    try {
      CopyIn.tags(connection, corpus.tags());
      CopyIn.mappings(connection, corpus.things());
      run("alter table tag add primary key (id)");
      run("create unique index tag_name on tag (name, kind)");
      run("create index tag_folded on tag using gin (folded gin_trgm_ops)");
      run("alter table mapping add primary key (tag, sample)");
      run("create index mapping_sample on mapping (sample)");
      run("vacuum analyze");
      run("checkpoint");
    } catch (SQLException | IOException e) {
      throw failed(e);
    }
  }

  @Override
  public Page search(String text) {
    try {
      search.setString(1, "%" + text.replace("\\", "\\\\").replace("_", "\\_") + "%");
      search.setInt(2, PAGE);
      try (ResultSet rows = search.executeQuery()) {
        return page(rows);
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static Page page(ResultSet rows) throws SQLException {
    long total = 0;
    List<Page.Row> page = new ArrayList<>();
    while (rows.next()) {
      total = rows.getLong(1);
      int sample = rows.getInt(2);
      if (page.isEmpty() || page.getLast().sample() != sample) {
        page.add(new Page.Row(sample, new ArrayList<>(), new ArrayList<>()));
      }
      boolean user = rows.getString(3).equals(Tag.Kind.USER.name());
      (user ? page.getLast().user() : page.getLast().system()).add(rows.getString(4));
    }
    return new Page(total, page);
  }

  @Override
  public Writer writer() {
    try {
      return new PostgresWriter(connect());
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public ThreadFactory threads() {
    return Thread.ofPlatform().factory();
  }

  @Override
  public void tagAll(Tag tag) {
    try (PreparedStatement name =
            connection.prepareStatement(
                """
                insert into tag (id, kind, name, folded)
                select max(id) + 1, 'USER', ?, lower(?) from tag
                """);
        PreparedStatement all =
            connection.prepareStatement(
                """
                insert into mapping (tag, sample)
                select t.id, s.sample
                from tag t, generate_series(0, ?) s (sample)
                where t.kind = 'USER' and t.name = ?
                  and not exists (
                    select from tag same join mapping m on m.tag = same.id
                    where same.kind = 'SYSTEM' and same.name = t.name and m.sample = s.sample)
                on conflict do nothing
                """)) {
      connection.setAutoCommit(false);
      name.setString(1, tag.name());
      name.setString(2, tag.name());
      name.execute();
      all.setInt(1, samples - 1);
      all.setString(2, tag.name());
      all.execute();
      connection.commit();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public List<Integer> counts(List<Tag> tags) {
    Map<Tag, Integer> counts = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select t.kind, t.name, count(*) from mapping m join tag t on t.id = m.tag
                group by t.id, t.kind, t.name
                """)) {
      while (rows.next()) {
        Tag tag = new Tag(Tag.Kind.valueOf(rows.getString(1)), "", rows.getString(2));
        counts.put(tag, rows.getInt(3));
      }
    } catch (SQLException e) {
      throw failed(e);
    }
    return tags.stream().map(tag -> counts.getOrDefault(tag, 0)).toList();
  }

  @Override
  public void close() {
    try {
      connection.close();
      server.close();
    } catch (SQLException | IOException e) {
      throw failed(e);
    }
  }

  static RuntimeException failed(Exception e) {
    return e instanceof IOException io
        ? new UncheckedIOException(io)
        : new IllegalStateException("PostgreSQL failed", e);
  }
}
