package earmark.analysis.format;

/**
 * The format of a file as Spectra names it: {@code type/subtype/identification}, such as {@code
 * PE/Exe} or {@code Document/None/PDF}, and the category in which the product files it.
 *
 * @param identification empty if type and subtype say it all
 */
public record Format(String category, String type, String subtype, String identification) {
  public static final Format UNKNOWN = new Format("other", "Binary", "None", "");
  public static final Format TEXT = new Format("other", "Text", "None", "");
  public static final Format EMPTY = new Format("other", "Empty", "None", "");

  static Format archive(String name) {
    return new Format("archive", "Binary", "Archive", name);
  }

  static Format document(String name) {
    return new Format("document", "Document", "None", name);
  }

  static Format image(String name) {
    return new Format("image", "Image", "None", name);
  }

  static Format text(String subtype) {
    return new Format("other", "Text", subtype, "");
  }

  static Format program(String type, String subtype) {
    return new Format("application", type, subtype, "");
  }

  /** The same, identified more exactly. */
  public Format identified(String name) {
    return new Format(category, type, subtype, name);
  }

  /**
   * One word for the format of a child, such as {@code PE}, {@code ELF}, {@code ZIP}, {@code
   * Python} or {@code Text}, without the word size and byte order.
   */
  public String word() {
    if (type.startsWith("PE")) return "PE";
    if (type.startsWith("ELF")) return "ELF";
    if (type.startsWith("MachO")) return "MachO";
    if (!identification.isEmpty()) return identification;
    return subtype.equals("None") ? type : subtype;
  }

  @Override
  public String toString() {
    return type + "/" + subtype + (identification.isEmpty() ? "" : "/" + identification);
  }
}
