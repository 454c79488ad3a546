package earmark.indicator;

import com.google.common.net.InternetDomainName;
import java.net.IDN;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names of hosts: which texts can be one, and which of those are meant as one. */
final class Domains {
  private static final int LENGTH_MAX = 253;
  private static final int LABEL_MAX = 63;

  /** Names that no registry gives, but that networks of their own or rules for examples have. */
  private static final Set<String> UNREGISTERED =
      Set.of("onion", "i2p", "bit", "example", "test", "invalid", "local", "internal");

  /**
   * Top-level domains that are more often the end of a file's name. Without a sign that a host is
   * meant, a name with nothing but a word before them is taken for a file.
   */
  private static final Set<String> LIKE_FILES =
      Set.of("zip", "mov", "sh", "py", "rs", "md", "ps", "so", "pm", "mk", "tf", "app", "vi");

  /** Names of products that look like hosts. */
  private static final Set<String> PRODUCTS = Set.of("asp.net", "vb.net", "ado.net", "ml.net");

  /** Words that code writes before a member, as in {@code self.name}. */
  private static final Set<String> OWNERS =
      Set.of("self", "this", "cls", "super", "window", "document", "console", "sys", "os", "args");

  /** Top-level domains that are also names of members. */
  private static final Set<String> MEMBERS =
      Set.of("name", "id", "post", "now", "next", "link", "page", "run", "map", "call", "data");

  private Domains() {}

  /** Whether a text has the form of a host's name with at least one dot. */
  static boolean isName(String text) {
    if (text.length() > LENGTH_MAX || text.indexOf('.') < 0) return false;
    int label = 0;
    int letters = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : '.';
      if (c == '.') {
        if (label == 0 || label > LABEL_MAX || text.charAt(i - 1) == '-') return false;
        if (i == text.length() && letters == 0) return false;
        label = 0;
        letters = 0;
      } else {
        if (c == '-' && label == 0) return false;
        if (c != '-' && c != '_' && !isLetterOrDigit(c)) return false;
        if (c == '_' && i > text.lastIndexOf('.')) return false;
        if (c < '0' || c > '9') letters++;
        label++;
      }
    }
    return true;
  }

  private static boolean isLetterOrDigit(char c) {
    return c < 128
        ? Character.isLetterOrDigit(c)
        : Character.isLetterOrDigit(c)
            || Character.isSurrogate(c)
            || Character.getType(c) == Character.NON_SPACING_MARK
            || Character.getType(c) == Character.COMBINING_SPACING_MARK;
  }

  /** Whether it is a name that somebody could have registered, or of a network of its own. */
  static boolean isRegistrable(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (!isName(lower)) return false;
    return isUnregistered(lower) || registered(lower) != null;
  }

  /** Whether a name in lower case is of a network of its own, or for examples. */
  static boolean isUnregistered(String lower) {
    return UNREGISTERED.contains(lower.substring(lower.lastIndexOf('.') + 1));
  }

  /** The name as the list of public suffixes knows it, or null if it is not under one of them. */
  private static @Nullable InternetDomainName registered(String lower) {
    String unicode = lower.contains("xn--") ? IDN.toUnicode(lower) : lower;
    if (!InternetDomainName.isValid(unicode)) return null;
    InternetDomainName name = InternetDomainName.from(unicode);
    return name.isUnderRegistrySuffix() ? name : null;
  }

  /** Whether a name that stands alone in a text is meant as that of a host. */
  static boolean isMeant(String written) {
    String lower = written.toLowerCase(Locale.ROOT);
    if (!isName(lower) || PRODUCTS.contains(lower)) return false;
    String last = written.substring(written.lastIndexOf('.') + 1);
    if (last.equals("onion")) return true;
    boolean mixed = !last.equals(last.toLowerCase(Locale.ROOT)) && !isUpper(written);
    if (mixed) return false; // such as System.IO, or two sentences without a blank between
    InternetDomainName name = registered(lower);
    if (name == null || isMember(name)) return false;
    boolean likeFile =
        LIKE_FILES.contains(last.toLowerCase(Locale.ROOT)) && name.parts().size() == 2;
    return !likeFile && name.topDomainUnderRegistrySuffix().parts().getFirst().indexOf('_') < 0;
  }

  private static boolean isMember(InternetDomainName name) {
    String owner = name.parts().getFirst();
    return name.parts().size() == 2
        && (OWNERS.contains(owner)
            || (owner.length() == 1 && MEMBERS.contains(name.parts().getLast())));
  }

  private static boolean isUpper(String text) {
    return text.equals(text.toUpperCase(Locale.ROOT));
  }
}
