package earmark.access;

import earmark.refusal.Refusal;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What somebody may do in an enclave. Source: TruSTAR REST 1.3, "Get enclaves". */
public enum Right {
  /** See what is in it. */
  READ,
  /** Submit to it. */
  CREATE,
  /** Edit, tag, move and delete what is in it. */
  UPDATE;

  /** As callers write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Rights that may be given together: reading, and with it creating, updating or both.
   *
   * @throws Refusal.Invalid if a word is no right, there is none, or reading is missing
   */
  public static Set<Right> parse(Collection<String> words) {
    EnumSet<Right> rights = EnumSet.noneOf(Right.class);
    for (String word : words) rights.add(parse(word));
    if (rights.isEmpty()) {
      throw new Refusal.Invalid("Name the rights: read, create, update. To take all, revoke.");
    }
    if (!rights.contains(READ)) {
      throw new Refusal.Invalid(
          "Who may create or update may also read: name read too, or the rights can't be given.");
    }
    return rights;
  }

  private static Right parse(String word) {
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "read" -> READ;
      case "create" -> CREATE;
      case "update" -> UPDATE;
      default -> throw new Refusal.Invalid("A right is one of read, create and update.");
    };
  }
}
