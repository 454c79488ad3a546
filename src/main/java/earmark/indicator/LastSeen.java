package earmark.indicator;

import java.util.HexFormat;

/**
 * When an indicator was last seen, as it is kept: the milliseconds since 1970 UTC, then 21 bits of
 * the indicator's id. Lists are sorted by it. Without these bits, indicators of one millisecond
 * would be sorted by their numbers, which tell whoever sees two of them which came to this instance
 * first, even if it came to an enclave that he can't read.
 */
final class LastSeen {
  private static final int ID_BITS = 21;

  /** The last moment that can be kept, in the year 2109. */
  static final long MS_MAX = (1L << 42) - 1;

  private LastSeen() {}

  static long key(long ms, Indicator indicator) {
    return (ms << ID_BITS) | (HexFormat.fromHexDigits(indicator.guid(), 0, 6) >>> (24 - ID_BITS));
  }

  static long ms(long key) {
    return key >> ID_BITS;
  }

  /** The smallest key of a moment; moments that can't be kept count as the next that can. */
  static long from(long ms) {
    return Math.clamp(ms, 0, MS_MAX) << ID_BITS;
  }

  /** The greatest key of a moment. */
  static long to(long ms) {
    return ms < 0 ? -1 : from(ms) | ((1L << ID_BITS) - 1);
  }
}
