package earmark.store.jdbc;

import earmark.refusal.Refusal;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.exception.FlywayValidateException;

/**
 * The numbered steps from an empty database to the schema of this version. They stand once for each
 * kind of database, in its own types.
 */
public final class Migrations {
  private Migrations() {}

  /**
   * Brings a database to the schema of this version, step by step; a whole one is left alone.
   *
   * @param kind the folder of the steps, such as {@code sqlite}
   * @throws Refusal.Unavailable if a newer version made the schema, or a step that it was made by
   *     is not what it was; nothing is changed then
   */
  public static void apply(DataSource source, String kind) {
    Flyway flyway =
        Flyway.configure()
            .dataSource(source)
            .locations("classpath:earmark/store/migrations/" + kind)
            .load();
    MigrationInfo[] all = flyway.info().all();
    MigrationVersion known = newest(all, false).orElseThrow();
    newest(all, true)
        .filter(found -> found.compareTo(known) > 0)
        .ifPresent(found -> {
          throw new Refusal.Unavailable(
              "The database has schema "
                  + found
                  + ", made by a newer Earmark; this one knows schema "
                  + known
                  + " and older. Start the newer version, or restore the backup that was made"
                  + " before it.");
        });
    try {
      flyway.migrate();
    } catch (FlywayValidateException e) {
      throw new Refusal.Unavailable(
          "The database was not made by the migrations of this Earmark, which never change: "
              + e.getMessage());
    }
  }

  /** The newest version among the steps that were taken, or among those that are known. */
  private static Optional<MigrationVersion> newest(MigrationInfo[] all, boolean taken) {
    return Arrays.stream(all)
        .filter(info -> taken ? info.getState().isApplied() : info.getState().isResolved())
        .map(MigrationInfo::getVersion)
        .filter(Objects::nonNull)
        .max(MigrationVersion::compareTo);
  }
}
