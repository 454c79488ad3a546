package earmark.analysis.worker;

import java.time.Duration;

/**
 * What a worker process may use.
 *
 * @param memoryMib its heap, at least 32
 * @param deadline for one sample, after which the process is killed
 * @param recycleAfter samples, after which a process is replaced by a new one
 */
public record WorkerSettings(int memoryMib, Duration deadline, int recycleAfter) {
  private static final int RECYCLE_AFTER = 500;

  /** Settings for processes that are replaced after as many samples as is usual. */
  public static WorkerSettings recycling(int memoryMib, Duration deadline) {
    return new WorkerSettings(memoryMib, deadline, RECYCLE_AFTER);
  }

  public WorkerSettings {
    if (memoryMib < 32) throw new IllegalArgumentException("memoryMib " + memoryMib);
    if (!deadline.isPositive()) throw new IllegalArgumentException("deadline " + deadline);
    if (recycleAfter < 1) throw new IllegalArgumentException("recycleAfter " + recycleAfter);
  }
}
