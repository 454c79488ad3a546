package earmark.analysis.format;

/**
 * What an archive says of itself.
 *
 * @param entries in its directory, as far as it was read
 * @param encrypted at least one entry needs a password
 * @param password a usual one that opened an entry; empty if none did
 * @param limitHit the limit that cut the unpacking off, or empty: {@code ratio} and {@code entries}
 *     for what only bombs do, {@code bytes}, {@code files} and {@code depth} for what is too large
 *     for the settings of the instance
 * @param warning what contradicts the format, in words; empty if nothing
 */
public record ArchiveFacts(
    boolean present,
    int entries,
    boolean encrypted,
    String password,
    String limitHit,
    String warning) {

  public static final ArchiveFacts NONE = new ArchiveFacts(false, 0, false, "", "", "");

  public ArchiveFacts {
    Limits.number("entries", entries, 0, Integer.MAX_VALUE);
    Limits.text("password", password);
    Limits.text("limitHit", limitHit);
    Limits.text("warning", warning);
  }

  /** Of a file that is no archive but has something inside. */
  static ArchiveFacts none(String limitHit) {
    return new ArchiveFacts(false, 0, false, "", limitHit, "");
  }
}
