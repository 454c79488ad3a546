package earmark.tag;

/**
 * What identifies a tag: its kind, the scope in which its name is unique, and the name. Two tags
 * are the same if and only if all three are equal, letter by letter.
 *
 * @param scope the enclave's id for kinds that live in one, otherwise empty
 */
public record Tag(Kind kind, String scope, String name) {

  /** Who gives the tag, and to what. The order and names are part of the ledger's format. */
  public enum Kind {
    /** Given to samples by the analysis alone. */
    SYSTEM,
    /** Given to samples by users. */
    USER
  }

  public static Tag user(UserTagName name) {
    return new Tag(Kind.USER, "", name.text());
  }

  public static Tag system(SystemTag name) {
    return new Tag(Kind.SYSTEM, "", name.text());
  }

  /** The same name as a tag of another kind, which has no scope. */
  public Tag as(Kind other) {
    return new Tag(other, "", name);
  }

  @Override
  public String toString() {
    return kind + ":" + (scope.isEmpty() ? "" : scope + ":") + name;
  }
}
