package earmark.analysis.catalogue;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.lang.System.Logger;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;

/**
 * A condition that was compiled and type-checked.
 *
 * @param reads the facts that it looks at, such as {@code pe.machine}
 * @param indicators the ids for which it asks
 */
record Condition(
    String text, CelRuntime.Program program, NavigableSet<String> reads, Set<Long> indicators) {
  private static final Logger LOG = System.getLogger(Condition.class.getName());

  /**
   * Whether it holds. One that can't be decided for some file, because it looks at more than the
   * limit of steps, doesn't hold: a file must not be able to stop the tagging of itself.
   */
  boolean holds(Map<String, Object> facts) {
    try {
      return program.eval(facts) instanceof Boolean held && held;
    } catch (CelEvaluationException e) {
      LOG.log(Logger.Level.WARNING, "undecided: " + text, e);
      return false;
    }
  }
}
