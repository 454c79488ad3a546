package earmark.store.postgres;

import earmark.refusal.Refusal;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Failures that are of the moment: the database is away, or somebody else is in the way. */
final class Outage {
  /** Beginnings of SQLSTATE: connection, resources, operator, lock, transaction, session ended. */
  private static final Set<String> STATES = Set.of("08", "53", "57", "55", "40", "25");

  private Outage() {}

  static boolean isOne(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTransientConnectionException) return true;
      if (cause instanceof SQLException sql) {
        String state = sql.getSQLState();
        return state != null && state.length() == 5 && STATES.contains(state.substring(0, 2));
      }
    }
    return false;
  }

  /** What a caller is told. */
  static Refusal.Unavailable refusal() {
    return new Refusal.Unavailable(
        "The database can't be reached at the moment, or is busy; ask again later.");
  }
}
