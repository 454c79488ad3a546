package earmark.bench.side;

import earmark.bench.corpus.Corpus;
import earmark.index.Answers.Counted;
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

  private static final int LARGE = 2_000_000;

  /** The few most used tags are so much more frequent that the planner has to know more of them. */
  private static final List<String> TABLES =
      List.of(
          """
          create table tag (id int not null, kind text not null, name text not null collate "C",
            folded text not null collate "C", uses int not null)
          """,
          "create table mapping (sample int not null, tag int not null)",
          "alter table mapping alter column tag set statistics 1000",
          """
          create table sample (number int not null, type text not null collate "C",
            filetype text not null collate "C", size bigint not null,
            classification text not null collate "C", threat text collate "C",
            firstseen bigint not null, lastseen bigint not null, filecount int not null)
          """);

  private static final List<String> INDEXES =
      List.of(
          "alter table tag add primary key (id)",
          "create unique index tag_name on tag (name, kind)",
          "create index tag_folded on tag (folded)",
          "create index tag_part on tag using gin (folded gin_trgm_ops)",
          "alter table mapping add primary key (tag, sample)",
          "create index mapping_sample on mapping (sample, tag)",
          "alter table sample add primary key (number)",
          "create index sample_type on sample (type, firstseen) include (number)",
          "create index sample_firstseen on sample (firstseen)",
          "create index sample_size on sample (size)",
          "create index sample_class on sample (classification, size, number)",
          "create index sample_threat on sample (threat)");

  private static final String TAG_ALL =
      """
      with named as (
        insert into tag (id, kind, name, folded, uses)
        select max(id) + 1, 'USER', ?, lower(?), ? from tag
        returning id)
      insert into mapping (tag, sample)
      select named.id, chosen.sample from named, chosen
      where chosen.sample not in (
        select m.sample from tag same join mapping m on m.tag = same.id
        where same.kind = 'SYSTEM' and same.name = ?)
      """;

  private static final String COUNT_ALL =
      """
      select t.kind, t.name, m.uses
      from (select tag, count(*) uses from mapping group by tag) m join tag t on t.id = m.tag
      """;

  private static final String COUNT_SOME =
      """
      select t.kind, t.name, count(*) from mapping m join tag t on t.id = m.tag
      where t.name = any (?) group by t.id, t.kind, t.name
      """;

  private static final int FEW = 10;

  private final EmbeddedPostgres server;
  private final Connection connection;
  private final PostgresQueries queries;

  private PostgresSide(EmbeddedPostgres server) throws SQLException {
    this.server = server;
    connection = connect();
    run("create extension pg_trgm");
    for (String table : TABLES) run(table);
    run("set plan_cache_mode = force_custom_plan"); // a name's selectivity is known when it is seen
    queries = new PostgresQueries(connection);
  }

  /** Starts a server for so many samples whose data is in a new folder. */
  public static PostgresSide open(Path folder, int samples) throws IOException {
    EmbeddedPostgres.Builder builder = server(folder);
    if (samples > LARGE) builder.setServerConfig("shared_buffers", "2GB");
    if (samples > LARGE) builder.setServerConfig("maintenance_work_mem", "1GB");
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

  /** A server with its data in a new folder, and the settings of a machine of its own. */
  public static EmbeddedPostgres.Builder server(Path folder) {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder.resolve("data"))
            .setOverrideWorkingDirectory(folder.resolve("programs").toFile());
    SETTINGS.forEach(builder::setServerConfig);
    return builder;
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
    return "PostgreSQL";
  }

  @Override
  public String version() {
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
    asked(() -> {
      CopyIn.all(connection, corpus);
      for (String index : INDEXES) run(index);
      run("vacuum analyze");
      run("checkpoint");
      return corpus;
    });
  }

  @Override
  public Page search(Search search) {
    return asked(() -> queries.page(search));
  }

  @Override
  public List<Counted> facets(Search search, int limit) {
    return asked(() -> queries.facets(search, limit));
  }

  @Override
  public List<Counted> suggest(String text, int limit) {
    return asked(() -> queries.suggest(text, limit));
  }

  @Override
  public List<Page.Row> tags(List<Integer> samples) {
    return asked(() -> queries.tags(samples));
  }

  /** Something that PostgreSQL does. */
  private interface Asked<A> {
    A get() throws SQLException, IOException;
  }

  private static <A> A asked(Asked<A> what) {
    try {
      return what.get();
    } catch (SQLException | IOException e) {
      throw failed(e);
    }
  }

  @Override
  public Writer writer() {
    return asked(() -> new PostgresWriter(connect()));
  }

  @Override
  public ThreadFactory threads() {
    return Thread.ofPlatform().factory();
  }

  @Override
  public void catchUp(List<Write> writes) {
    try (PostgresWriter writer = asked(() -> new PostgresWriter(connect()))) {
      writer.addAll(writes);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public void tagAll(Tag tag, int[] samples) {
    asked(() -> {
      connection.setAutoCommit(false);
      run("create temporary table chosen (sample int not null) on commit drop");
      CopyIn.chosen(connection, samples);
      try (PreparedStatement all = connection.prepareStatement(TAG_ALL)) {
        all.setString(1, tag.name());
        all.setString(2, tag.name());
        all.setInt(3, samples.length);
        all.setString(4, tag.name());
        all.executeUpdate();
      }
      connection.commit();
      connection.setAutoCommit(true);
      return samples;
    });
  }

  /** Every tag with the number of its samples; of a few tags, those alone. */
  @Override
  public List<Integer> counts(List<Tag> tags) {
    boolean few = tags.size() <= FEW;
    Map<Tag, Integer> counts = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(few ? COUNT_SOME : COUNT_ALL)) {
      if (few) {
        statement.setArray(
            1, connection.createArrayOf("text", tags.stream().map(Tag::name).toArray()));
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          Tag tag = new Tag(Tag.Kind.valueOf(rows.getString(1)), "", rows.getString(2));
          counts.put(tag, rows.getInt(3));
        }
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
