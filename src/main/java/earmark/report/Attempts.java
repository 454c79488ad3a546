package earmark.report;

import earmark.refusal.Refusal;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Changes of reports that are prepared before the pen, and prepared anew if somebody else changed
 * the same report meanwhile. In one process they wait for each other, so that is another server.
 */
final class Attempts {
  private static final int TRIES = 20;
  private static final int LOCKS = 64;

  private final ReentrantLock[] locks = new ReentrantLock[LOCKS];

  Attempts() {
    Arrays.setAll(locks, _ -> new ReentrantLock(true));
  }

  /** One try at a change. */
  static final class Attempt {
    private boolean overtaken;

    /** What to throw under the pen if the report is not as it was when the change was prepared. */
    Refusal overtaken() {
      overtaken = true;
      return new Refusal.Conflict("The report was changed meanwhile; try again.");
    }
  }

  /** Carries a change of a report out, again and again while it is overtaken. */
  <T> T repeat(ReportRef ref, Function<Attempt, T> change) {
    ReentrantLock lock = locks[Math.floorMod(ref.hashCode(), LOCKS)];
    lock.lock();
    try {
      return repeat(change);
    } finally {
      lock.unlock();
    }
  }

  /** The same for a change that is seldom overtaken, so that many can share a transaction. */
  static <T> T repeat(Function<Attempt, T> change) {
    for (int i = 0; i < TRIES; i++) {
      Attempt attempt = new Attempt();
      try {
        return change.apply(attempt);
      } catch (Refusal refusal) {
        if (!attempt.overtaken) throw refusal;
      }
    }
    throw tooBusy();
  }

  static Refusal tooBusy() {
    return new Refusal.Unavailable("The report changes too fast at the moment; try again.");
  }
}
