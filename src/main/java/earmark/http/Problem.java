package earmark.http;

import earmark.refusal.Refusal;
import java.util.Set;

/** Why a request got no ordinary answer. Each door has one table from problems to its errors. */
public sealed interface Problem {
  /** A room refused. */
  record Refused(Refusal refusal) implements Problem {}

  /** The path exists, but not for this method. */
  record WrongMethod(String method, Set<String> allowed) implements Problem {}

  record UnknownPath(String path) implements Problem {}

  /** Our fault; it was logged under this id. */
  record Fault(String id) implements Problem {}
}
