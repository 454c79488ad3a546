package earmark.store.jdbc;

import earmark.cloud.CloudJob;
import earmark.cloud.CloudJobs;
import earmark.ledger.Via;
import earmark.sample.SampleHash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Downloads from the cloud in a table. */
public final class JdbcCloudJobs implements CloudJobs {
  private static final String COLUMNS =
      """
      id, download, hash, name, asked_by, via, asked_at_micros, state, attempts,
      changed_at_micros, error\
      """;

  /** What can be taken: what waits and is due, and what its server seems to have left. */
  private static final String DUE =
      """
      (state = 'WAITING' and due_at_micros <= :now)
        or (state = 'RUNNING' and changed_at_micros < :lost)\
      """;

  private final Database database;

  public JdbcCloudJobs(Database database) {
    this.database = database;
  }

  @Override
  public long add(List<CloudJob.Wanted> wanted, String askedBy, Via via, Instant now) {
    return database.writeAlone(handle -> {
      long first = number(handle, "select coalesce(max(id), 0) + 1 from cloud_job");
      PreparedBatch batch =
          handle.prepareBatch(
              """
              insert into cloud_job (id, download, hash, name, asked_by, via, asked_at_micros,
                                     state, attempts, due_at_micros, changed_at_micros)
              values (:id, :download, :hash, :name, :by, :via, :now, 'WAITING', 0, :now, :now)
              """);
      for (int i = 0; i < wanted.size(); i++) {
        batch
            .bind("id", first + i)
            .bind("download", first)
            .bind("hash", wanted.get(i).hash().hex())
            .bind("name", wanted.get(i).name())
            .bind("by", askedBy)
            .bind("via", via.name())
            .bind("now", Micros.of(now))
            .add();
      }
      batch.execute();
      return first;
    });
  }

  @Override
  public Optional<CloudJob> take(String server, Instant now, Instant lostBefore) {
    boolean none =
        database.read(handle ->
            handle
                .createQuery("select id from cloud_job where " + DUE + " limit 1")
                .bind("now", Micros.of(now))
                .bind("lost", Micros.of(lostBefore))
                .mapTo(Long.class)
                .findOne()
                .isEmpty());
    if (none) return Optional.empty();
    return database.writeAlone(handle ->
        handle
            .createQuery(
                """
                update cloud_job
                set state = 'RUNNING', taken_by = :server, attempts = attempts + 1,
                    changed_at_micros = :now, error = null
                where id = (select id from cloud_job where %s order by due_at_micros, id limit 1)
                returning %s
                """
                    .formatted(DUE, COLUMNS))
            .bind("server", server)
            .bind("now", Micros.of(now))
            .bind("lost", Micros.of(lostBefore))
            .map((row, _) -> job(row))
            .findOne());
  }

  @Override
  public boolean goesOn(long id, String server, Instant now) {
    int changed =
        database.write(handle ->
            handle
                .createUpdate(
                    """
                    update cloud_job set changed_at_micros = :now
                    where id = :id and state = 'RUNNING' and taken_by = :server
                    """)
                .bind("id", id)
                .bind("server", server)
                .bind("now", Micros.of(now))
                .execute());
    return changed > 0;
  }

  @Override
  public void end(
      long id, String server, CloudJob.State state, Optional<String> error, Instant now) {
    change(id, server, state, error, now, now);
  }

  @Override
  public void postpone(long id, String server, Optional<String> error, Instant due, Instant now) {
    change(id, server, CloudJob.State.WAITING, error, due, now);
  }

  private void change(
      long id,
      String server,
      CloudJob.State state,
      Optional<String> error,
      Instant due,
      Instant now) {
    database.write(handle ->
        handle
            .createUpdate(
                """
                update cloud_job
                set state = :state, error = :error, due_at_micros = :due,
                    changed_at_micros = :now, taken_by = null
                where id = :id and state = 'RUNNING' and taken_by = :server
                """)
            .bind("state", state.name())
            .bind("error", error)
            .bind("due", Micros.of(due))
            .bind("now", Micros.of(now))
            .bind("id", id)
            .bind("server", server)
            .execute());
  }

  @Override
  public void release(String server, Instant now) {
    database.write(handle ->
        handle
            .createUpdate(
                """
                update cloud_job
                set state = 'WAITING', taken_by = null, due_at_micros = :now,
                    changed_at_micros = :now
                where state = 'RUNNING' and taken_by = :server
                """)
            .bind("now", Micros.of(now))
            .bind("server", server)
            .execute());
  }

  @Override
  public void cancel(long download, Instant now) {
    database.write(handle ->
        handle
            .createUpdate(
                """
                update cloud_job
                set state = 'CANCELLED', taken_by = null, changed_at_micros = :now
                where download = :download and state in ('WAITING', 'RUNNING')
                """)
            .bind("now", Micros.of(now))
            .bind("download", download)
            .execute());
  }

  @Override
  public List<CloudJob> of(long download) {
    return database.read(handle ->
        handle
            .createQuery(
                "select " + COLUMNS + " from cloud_job where download = :download order by id")
            .bind("download", download)
            .map((row, _) -> job(row))
            .list());
  }

  /** A row of one download and one state. */
  private record Counted(
      long download, String by, Instant asked, CloudJob.State state, int jobs, Instant changed) {}

  @Override
  public List<Summary> newest(int limit) {
    List<Counted> rows =
        database.read(handle ->
            handle
                .createQuery(
                    """
                    select download, asked_by, asked_at_micros, state, count(*) as jobs,
                           max(changed_at_micros) as changed
                    from cloud_job
                    where download in (select distinct download from cloud_job
                                       order by download desc limit :limit)
                    group by download, asked_by, asked_at_micros, state
                    order by download desc, state
                    """)
                .bind("limit", limit)
                .map((row, _) ->
                    new Counted(
                        row.getLong("download"),
                        row.getString("asked_by"),
                        Micros.moment(row.getLong("asked_at_micros")),
                        CloudJob.State.valueOf(row.getString("state")),
                        row.getInt("jobs"),
                        Micros.moment(row.getLong("changed"))))
                .list());
    Map<Long, List<Counted>> byDownload = new LinkedHashMap<>();
    for (Counted row : rows) {
      byDownload.computeIfAbsent(row.download(), _ -> new ArrayList<>()).add(row);
    }
    return byDownload.values().stream().map(JdbcCloudJobs::summary).toList();
  }

  private static Summary summary(List<Counted> rows) {
    Map<CloudJob.State, Integer> counts = new EnumMap<>(CloudJob.State.class);
    Instant changed = Instant.EPOCH;
    for (Counted row : rows) {
      counts.put(row.state(), row.jobs());
      if (row.changed().isAfter(changed)) changed = row.changed();
    }
    Counted first = rows.getFirst();
    return new Summary(first.download(), first.by(), first.asked(), counts, changed);
  }

  @Override
  public int open() {
    return database.read(handle ->
        (int)
            number(handle, "select count(*) from cloud_job where state in ('WAITING', 'RUNNING')"));
  }

  @Override
  public void forget(Instant before) {
    database.write(handle ->
        handle
            .createUpdate(
                """
                delete from cloud_job
                where asked_at_micros < :before
                  and download < (select max(download) from cloud_job)
                  and download not in (select download from cloud_job
                                       where state in ('WAITING', 'RUNNING'))
                """)
            .bind("before", Micros.of(before))
            .execute());
  }

  private static long number(Handle handle, String query) {
    return handle.createQuery(query).mapTo(Long.class).one();
  }

  private static CloudJob job(ResultSet row) throws SQLException {
    return new CloudJob(
        row.getLong("id"),
        row.getLong("download"),
        SampleHash.parse(row.getString("hash")),
        row.getString("name"),
        row.getString("asked_by"),
        Via.valueOf(row.getString("via")),
        Micros.moment(row.getLong("asked_at_micros")),
        CloudJob.State.valueOf(row.getString("state")),
        row.getInt("attempts"),
        Micros.moment(row.getLong("changed_at_micros")),
        Optional.ofNullable(row.getString("error")));
  }
}
