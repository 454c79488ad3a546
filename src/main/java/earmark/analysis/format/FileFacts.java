package earmark.analysis.format;

/**
 * What a file is as a whole.
 *
 * @param size in bytes
 * @param entropy Shannon's, of the whole file, in bits per byte, 0 to 8
 * @param category the widest sort, such as {@code application} or {@code archive}
 * @param type such as {@code PE+}, {@code ELF64 Little}, {@code Document}
 * @param subtype such as {@code Exe}, {@code Archive}; {@code None} if the type has no subtypes
 * @param identification what it is more exactly, such as {@code ZIP} or {@code UPX}; may be empty
 * @param media the media type (RFC 6838) by the first bytes
 */
public record FileFacts(
    long size,
    double entropy,
    String category,
    String type,
    String subtype,
    String identification,
    String media) {

  public static final FileFacts NONE =
      new FileFacts(0, 0, Format.UNKNOWN, "application/octet-stream");

  public FileFacts {
    Limits.number("size", size, 0, Long.MAX_VALUE);
    if (!(entropy >= 0 && entropy <= 8)) throw new IllegalArgumentException("entropy " + entropy);
    Limits.text("category", category);
    Limits.text("type", type);
    Limits.text("subtype", subtype);
    Limits.text("identification", identification);
    Limits.text("media", media);
  }

  public FileFacts(long size, double entropy, Format format, String media) {
    this(
        size,
        entropy,
        format.category(),
        format.type(),
        format.subtype(),
        format.identification(),
        media);
  }
}
