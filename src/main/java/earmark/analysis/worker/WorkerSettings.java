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
  public static final WorkerSettings DEFAULT = new WorkerSettings(256, Duration.ofSeconds(60), 500);

  public WorkerSettings {
    if (memoryMib < 32) throw new IllegalArgumentException("memoryMib " + memoryMib);
    if (!deadline.isPositive()) throw new IllegalArgumentException("deadline " + deadline);
    if (recycleAfter < 1) throw new IllegalArgumentException("recycleAfter " + recycleAfter);
  }
}
