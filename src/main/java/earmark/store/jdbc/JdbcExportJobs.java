package earmark.store.jdbc;

import earmark.indicator.ExportJobs;
import earmark.indicator.MetadataExports;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Export jobs in a table, with what they wrote in parts. */
public final class JdbcExportJobs implements ExportJobs {
  private final Database database;

  public JdbcExportJobs(Database database) {
    this.database = database;
  }

  @Override
  public void start(Job job, int keep) {
    database.write(handle -> {
      handle
          .createUpdate(
              """
              insert into indicator_export (guid, account, state, created_micros, beat_micros)
              values (:guid, :account, :state, :created, :beat)
              """)
          .bind("guid", job.guid())
          .bind("account", job.account())
          .bind("state", job.state().name())
          .bind("created", Micros.of(job.created()))
          .bind("beat", Micros.of(job.beat()))
          .execute();
      List<String> old =
          handle
              .createQuery(
                  """
                  select guid from indicator_export where account = :account
                  order by created_micros desc, guid limit 1000 offset :keep
                  """)
              .bind("account", job.account())
              .bind("keep", keep)
              .mapTo(String.class)
              .list();
      if (old.isEmpty()) return 0;
      return handle
          .createUpdate("delete from indicator_export where guid in (<old>)")
          .bindList("old", old)
          .execute();
    });
  }

  @Override
  public Optional<Job> find(String guid) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                select guid, account, state, created_micros, beat_micros
                from indicator_export where guid = :guid
                """)
            .bind("guid", guid)
            .map((row, _) ->
                new Job(
                    row.getString(1),
                    row.getInt(2),
                    MetadataExports.State.valueOf(row.getString(3)),
                    Micros.moment(row.getLong(4)),
                    Micros.moment(row.getLong(5))))
            .findOne());
  }

  @Override
  public boolean add(String guid, String text, Instant now) {
    return database.write(handle -> {
      int running =
          handle
              .createUpdate(
                  """
                  update indicator_export set beat_micros = :now
                  where guid = :guid and state = 'RUNNING'
                  """)
              .bind("now", Micros.of(now))
              .bind("guid", guid)
              .execute();
      if (running == 0) return false;
      handle.execute(
          "insert into indicator_export_part (id, export, text) values (?, ?, ?)",
          Counter.INDICATOR_EXPORT_PART.take(handle, 1),
          guid,
          text);
      return true;
    });
  }

  @Override
  public void end(String guid, MetadataExports.State state) {
    database.write(handle ->
        handle
            .createUpdate(
                """
                update indicator_export set state = :state
                where guid = :guid and state = 'RUNNING'
                """)
            .bind("state", state.name())
            .bind("guid", guid)
            .execute());
  }

  @Override
  public void read(String guid, Consumer<String> part) {
    database.scan(handle -> {
      handle
          .createQuery("select text from indicator_export_part where export = :guid order by id")
          .setFetchSize(4)
          .bind("guid", guid)
          .mapTo(String.class)
          .forEach(part);
      return true;
    });
  }
}
