package earmark.analysis.format;

/** Shannon's entropy of bytes, in bits per byte, 0 to 8. */
final class Entropy {
  /** Of a range, not more than this is read: 96 sections may all claim the same gigabyte. */
  static final int BYTES_MAX = 16 * 1024 * 1024;

  private static final int STEP = 64 * 1024;

  private Entropy() {}

  /** Of the bytes that were counted, one counter for each value. */
  static double of(long[] counts) {
    long total = 0;
    for (long count : counts) total += count;
    double bits = 0;
    for (long count : counts) {
      if (count == 0) continue;
      double share = (double) count / total;
      bits -= share * Math.log(share) / Math.log(2);
    }
    return Math.clamp(bits, 0.0, 8.0);
  }

  /** Of a range of a file, cut at its end and after {@link #BYTES_MAX}. */
  static double of(Bytes in, long offset, long length) {
    long[] counts = new long[256];
    long end = Math.min(in.size(), offset + Math.min(length, BYTES_MAX));
    for (long at = offset; at < end; at += STEP) {
      for (byte b : in.upTo(at, (int) Math.min(STEP, end - at))) counts[b & 0xff]++;
    }
    return of(counts);
  }
}
