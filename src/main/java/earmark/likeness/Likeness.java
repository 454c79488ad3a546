package earmark.likeness;

/** In what two names differ that are nearly the same; the closest first. */
public enum Likeness {
  /** In capitals and small letters alone. */
  CASE("case"),
  /** In blanks, underscores, hyphens, dots and slashes, and in case perhaps. */
  SEPARATOR("separator"),
  /** In characters that look alike, such as 0 and O, and in what stands above perhaps. */
  LOOK_ALIKE("look-alike"),
  /** In one letter more, less or another, or in two that changed places; in case perhaps. */
  EDIT("edit");

  private final String text;

  Likeness(String text) {
    this.text = text;
  }

  /** Its name for people and programs. */
  public String text() {
    return text;
  }
}
