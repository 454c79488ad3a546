package earmark.analysis.format;

/**
 * What an archive says of itself.
 *
 * @param entries in its directory, as far as it was read
 * @param encrypted at least one entry needs a password
 * @param limitHit the limit that stopped the unpacking: {@code entries}, {@code ratio}, or empty
 * @param warning what contradicts the format, in words; empty if nothing
 */
public record ArchiveFacts(
    boolean present, int entries, boolean encrypted, String limitHit, String warning) {

  public static final ArchiveFacts NONE = new ArchiveFacts(false, 0, false, "", "");

  public ArchiveFacts {
    Limits.number("entries", entries, 0, Integer.MAX_VALUE);
    Limits.text("limitHit", limitHit);
    Limits.text("warning", warning);
  }
}
