package earmark.analysis.format;

/**
 * How much may be taken out of one container. It is what is left of the budget of the whole tree,
 * so containers within containers don't multiply it.
 *
 * @param bytes out of it in all
 * @param files out of it
 * @param ratio how many bytes out for each byte in only a bomb has; small files may be very regular
 *     and are not held to it
 * @param tooDeep whether it lies so deep in others that it is only looked at
 */
public record Budget(long bytes, int files, int ratio, boolean tooDeep) {
  public static final Budget USUAL = new Budget(1L << 30, 10_000, 200, false);

  public Budget {
    Limits.number("bytes", bytes, 0, Long.MAX_VALUE);
    Limits.number("files", files, 0, 1 << 20);
    Limits.number("ratio", ratio, 1, Integer.MAX_VALUE);
  }
}
