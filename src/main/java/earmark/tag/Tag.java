package earmark.tag;

import java.util.EnumSet;
import java.util.Set;

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
    SYSTEM(Thing.SAMPLE),
    /** Given to samples by users. */
    USER(Thing.SAMPLE),
    /** Given to reports; a property of the report, whose access it follows. */
    REPORT(Thing.REPORT),
    /** Given to indicators; lives in an enclave, whose access it follows. */
    INDICATOR(Thing.INDICATOR);

    private final Thing thing;

    Kind(Thing thing) {
      this.thing = thing;
    }

    /** What carries tags of this kind. */
    public Thing thing() {
      return thing;
    }

    /** The kinds of tags that such a thing can carry. */
    public static Set<Kind> of(Thing thing) {
      Set<Kind> kinds = EnumSet.allOf(Kind.class);
      kinds.removeIf(kind -> kind.thing != thing);
      return kinds;
    }
  }

  public static Tag user(UserTagName name) {
    return new Tag(Kind.USER, "", name.text());
  }

  public static Tag system(SystemTag name) {
    return new Tag(Kind.SYSTEM, "", name.text());
  }

  public static Tag report(IntelTagName name) {
    return new Tag(Kind.REPORT, "", name.text());
  }

  /**
   * A tag on indicators.
   *
   * @param enclave the id of the enclave in which the tag lives
   */
  public static Tag indicator(String enclave, IntelTagName name) {
    return new Tag(Kind.INDICATOR, enclave, name.text());
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
