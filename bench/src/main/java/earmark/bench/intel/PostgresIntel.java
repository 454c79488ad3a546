package earmark.bench.intel;

import earmark.bench.corpus.Intel;
import earmark.bench.side.CopyIn;
import earmark.bench.side.PostgresSide;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The same indicators and tags in rows of PostgreSQL: a tag for each enclave and name, a row for
 * each indicator in an enclave and for each tag on one, trigrams on the names.
 */
final class PostgresIntel implements AutoCloseable {
  private static final List<String> TABLES =
      List.of(
          "create extension pg_trgm",
          "create table indicator (id int not null, type text not null, value text not null)",
          "create table known (indicator int not null, enclave int not null, seen bigint not null)",
          "create table tag (id int not null, enclave int not null, name text not null collate \"C\")",
          "create table mapping (tag int not null, indicator int not null)");
  private static final List<String> INDEXES =
      List.of(
          "alter table indicator add primary key (id)",
          "alter table known add primary key (indicator, enclave)",
          "alter table tag add primary key (id)",
          "create unique index tag_name on tag (name, enclave)",
          "create index tag_part on tag using gin (name gin_trgm_ops)",
          "alter table mapping add primary key (tag, indicator)",
          "create index mapping_indicator on mapping (indicator, tag)",
          "vacuum analyze",
          "checkpoint");
  private static final String SUGGEST =
      """
      select t.name, count(distinct m.indicator) uses
      from tag t join mapping m on m.tag = t.id
      where t.name like ? and t.enclave = any (?)
      group by t.name order by t.name like ? desc, uses desc, t.name limit ?
      """;
  private static final String LIST =
      """
      with hit as materialized (
        select distinct m.indicator from tag t join mapping m on m.tag = t.id
        where t.name = ? and t.enclave = any (?)),
      last as (
        select hit.indicator, max(k.seen) seen from hit join known k on k.indicator = hit.indicator
        where k.enclave = any (?) group by hit.indicator)
      select (select count(*) from hit), i.type, i.value
      from last join indicator i on i.id = last.indicator
      order by last.seen desc, last.indicator desc limit ?
      """;

  private final EmbeddedPostgres server;
  private final Connection connection;
  private final Object[] readable;

  private PostgresIntel(EmbeddedPostgres server, Set<Integer> readable) throws SQLException {
    this.server = server;
    this.connection = server.getPostgresDatabase(Map.of("prepareThreshold", "1")).getConnection();
    this.readable = readable.toArray();
  }

  /** Starts a server in a new folder and loads it. */
  static PostgresIntel load(Path folder, Intel intel, Set<Integer> readable) throws IOException {
    EmbeddedPostgres server = PostgresSide.server(folder).start();
    try {
      PostgresIntel loaded = new PostgresIntel(server, readable);
      for (String table : TABLES) loaded.run(table);
      loaded.fill(intel);
      for (String index : INDEXES) loaded.run(index);
      loaded.run("set plan_cache_mode = force_custom_plan");
      return loaded;
    } catch (SQLException e) {
      server.close();
      throw new IOException(e);
    }
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void fill(Intel intel) throws SQLException, IOException {
    try (Writer out = CopyIn.copy(connection, "indicator")) {
      for (int i = 0; i < intel.values().length; i++) {
        out.write(i + "\t" + intel.types()[i] + '\t' + intel.values()[i] + '\n');
      }
    }
    try (Writer out = CopyIn.copy(connection, "known")) {
      for (Intel.Known one : intel.known()) {
        out.write(one.indicator() + "\t" + one.enclave() + '\t' + one.lastSeen() + '\n');
      }
    }
    int names = intel.names().size();
    List<Integer> used =
        intel.tagged().stream().map(one -> one.enclave() * names + one.name()).distinct().toList();
    try (Writer out = CopyIn.copy(connection, "tag")) {
      for (int id : used) {
        out.write(id + "\t" + id / names + '\t' + intel.names().get(id % names) + '\n');
      }
    }
    try (Writer out = CopyIn.copy(connection, "mapping")) {
      for (Intel.Tagged one : intel.tagged()) {
        out.write(one.enclave() * names + one.name() + "\t" + one.indicator() + '\n');
      }
    }
  }

  String version() throws IOException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show server_version")) {
      row.next();
      return "PostgreSQL " + row.getString(1);
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  /** The names that contain a text, with the number of indicators that the caller sees. */
  List<String> suggest(String text, int limit) throws IOException {
    try (PreparedStatement statement = connection.prepareStatement(SUGGEST)) {
      statement.setString(1, "%" + escaped(text) + "%");
      statement.setArray(2, connection.createArrayOf("int4", readable));
      statement.setString(3, escaped(text) + "%");
      statement.setInt(4, limit);
      List<String> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) found.add(rows.getString(1) + " " + rows.getLong(2));
      }
      return found;
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  /** How many indicators with a tag the caller sees, and those seen last. */
  List<String> list(String name, int limit) throws IOException {
    try (PreparedStatement statement = connection.prepareStatement(LIST)) {
      statement.setString(1, name);
      statement.setArray(2, connection.createArrayOf("int4", readable));
      statement.setArray(3, connection.createArrayOf("int4", readable));
      statement.setInt(4, limit);
      List<String> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          if (found.isEmpty()) found.add(Long.toString(rows.getLong(1)));
          found.add(rows.getString(2) + " " + rows.getString(3));
        }
      }
      return found.isEmpty() ? List.of("0") : found;
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("_", "\\_").replace("%", "\\%");
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IOException(e);
    } finally {
      server.close();
    }
  }
}
