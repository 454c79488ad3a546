package earmark.bench;

import java.util.Arrays;
import java.util.Locale;

/** How long each of many calls took. Not safe to share between threads while it grows. */
public final class Latencies {
  private long[] nanos = new long[1024];
  private int count;

  public void add(long value) {
    if (count == nanos.length) nanos = Arrays.copyOf(nanos, count * 2);
    nanos[count++] = value;
  }

  void addAll(Latencies other) {
    for (int i = 0; i < other.count; i++) add(other.nanos[i]);
  }

  int count() {
    return count;
  }

  /** The time within which this share of the calls was done, 0 to 1, in milliseconds. */
  public double ms(double share) {
    if (count == 0) return Double.NaN;
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return sorted[Math.max(0, (int) Math.ceil(share * count) - 1)] / 1e6;
  }

  public double p50() {
    return ms(0.5);
  }

  /** p50, p95 and p99 in milliseconds. */
  public String three() {
    return text(p50()) + " / " + text(ms(0.95)) + " / " + text(ms(0.99)) + " ms";
  }

  /** p50 and p95 in milliseconds. */
  String two() {
    return text(p50()) + " / " + text(ms(0.95)) + " ms";
  }

  /** The median and the longest in milliseconds. */
  String p50AndMax() {
    return text(p50()) + " / " + text(ms(1)) + " ms";
  }

  private static String text(double ms) {
    return String.format(Locale.ROOT, ms < 1 ? "%.3f" : ms < 100 ? "%.2f" : "%.0f", ms);
  }
}
