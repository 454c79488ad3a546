package earmark.indicator;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds indicators in a text, also those that are written so that nobody clicks on them, such as
 * {@code hxxp://evil[.]com}. Reads each character a bounded number of times, whatever the text.
 *
 * <p>Found are addresses that everybody could reach, ranges of them, URLs, domains under a public
 * suffix, e-mail addresses, hashes, CVEs, Bitcoin addresses whose checksum holds, and keys of the
 * Windows registry. Names of malware and of files are not: without a list of them they can't be
 * told from other words.
 */
public final class Extraction {
  /** So many different indicators are found at most; a longer text is not read to its end. */
  public static final int COUNT_MAX = 20_000;

  private static final int ATOM_MAX = 320;

  /** What an indicator neither begins nor ends with. */
  private static final String EDGES = ".-:_+@*";

  /** What stands before a number of four parts that is no address. */
  private static final Set<String> VERSIONS =
      Set.of(
          "version",
          "versions",
          "ver",
          "v",
          "build",
          "release",
          "firmware",
          "update",
          "section",
          "sections",
          "chapter");

  private final Refanged refanged;
  private final String text;
  private final Set<IndicatorValue> found = new LinkedHashSet<>();
  private String wordBefore = "";

  private Extraction(String written) {
    refanged = Refanged.of(written);
    text = refanged.text();
  }

  /** The indicators in a text, each once, in the order in which they first stand there. */
  public static List<IndicatorValue> of(String text) {
    Extraction extraction = new Extraction(text);
    extraction.run();
    return new ArrayList<>(extraction.found);
  }

  private void run() {
    int at = 0;
    while (at < text.length() && found.size() < COUNT_MAX) {
      if (!isOfAtom(text.charAt(at))) {
        at++;
        continue;
      }
      Optional<RegistryPath.Found> key = RegistryPath.at(text, at);
      if (key.isPresent()) {
        add(IndicatorType.REGISTRY_KEY, key.get().key());
        at = key.get().end();
        continue;
      }
      int end = at;
      while (end < text.length() && isOfAtom(text.charAt(end))) end++;
      at = atom(at, end);
    }
  }

  /** Reads what stands between two places, possibly more, and answers where to go on. */
  private int atom(int from, int to) {
    if (text.startsWith("://", to - 1) && to - 1 > from) { // the colon is the atom's own
      int scheme = UrlText.schemeBefore(text, to - 1, from);
      if (scheme >= 0 && UrlText.hasHost(text, to + 2)) {
        int end = UrlText.end(text, to + 2);
        Optional<String> url = UrlText.canonical(text.substring(scheme, end), true);
        url.ifPresent(known -> add(IndicatorType.URL, known));
        if (url.isPresent()) return Math.max(end, to);
      }
    }
    int begin = from;
    int end = to;
    while (begin < end && EDGES.indexOf(text.charAt(begin)) >= 0 && !isGap(begin)) begin++;
    while (end > begin && EDGES.indexOf(text.charAt(end - 1)) >= 0 && !isGap(end - 2)) end--;
    if (end - begin > ATOM_MAX) return to;
    if (begin == end) return to;
    if (end == to && to < text.length() && text.charAt(to) == '/') {
      int after = path(begin, end);
      if (after > 0) return after;
    }
    words(begin, end);
    wordBefore = text.substring(begin, end);
    return to;
  }

  private boolean isGap(int at) {
    return text.startsWith("::", at);
  }

  /** A range of addresses, or a URL without a scheme; answers the place behind it, or 0. */
  private int path(int from, int slash) {
    int digits = slash + 1;
    while (digits < text.length() && digits < slash + 4 && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    boolean wholeNumber = digits == text.length() || !isOfPath(digits);
    if (digits > slash + 1 && wholeNumber) {
      String written = text.substring(from, digits);
      String address = text.substring(from, slash);
      Optional<String> range = Addresses.range(written);
      if (range.isPresent()) {
        if (Addresses.isPublic(address)) add(IndicatorType.CIDR_BLOCK, range.get());
        return digits;
      }
    }
    int end = UrlText.end(text, slash);
    if (end <= slash + 1) return 0;
    String written = text.substring(from, end);
    String host = text.substring(from, slash).replaceFirst(":[0-9]{1,5}$", "");
    boolean meant =
        Addresses.isV4(host)
            ? Addresses.isPublic(host)
            : Domains.isMeant(host)
                || (refanged.isMarked(from, slash) && Domains.isRegistrable(host));
    boolean severalHosts =
        Domains.isMeant(text.substring(slash + 1, end))
            || Addresses.isV4(text.substring(slash + 1, end));
    if (!meant || severalHosts) return 0;
    Optional<String> url = UrlText.rest(written, true);
    url.ifPresent(known -> add(IndicatorType.URL, known));
    return url.isPresent() ? end : 0;
  }

  private boolean isOfPath(int at) {
    char c = text.charAt(at);
    if (c != '.') return Character.isLetterOrDigit(c) || "_-/%?=&".indexOf(c) >= 0;
    return at + 1 < text.length() && Character.isLetterOrDigit(text.charAt(at + 1));
  }

  /** Reads an atom without a path: as a whole, else without a port, else in parts at its colons. */
  private void words(int from, int to) {
    String atom = text.substring(from, to);
    if (atom.indexOf(':') < 0) {
      word(atom, from);
      return;
    }
    if (isV6(atom)) {
      Addresses.canonical(atom)
          .filter(Addresses::isPublic)
          .ifPresent(known -> add(IndicatorType.IP, known));
      return;
    }
    int begin = from;
    for (String part : atom.split(":", -1)) {
      word(part, begin);
      begin += part.length() + 1;
      if (!part.isEmpty()) wordBefore = part;
    }
  }

  /** Whether it is an address of IPv6, and not a time, a fingerprint or a name with colons. */
  private static boolean isV6(String atom) {
    if (Addresses.isV4(atom) || Addresses.canonical(atom).isEmpty()) return false;
    String[] groups = atom.split(":", -1);
    int filled = 0;
    int pairs = 0;
    boolean digit = false;
    for (String group : groups) {
      if (!group.isEmpty()) filled++;
      if (group.length() == 2) pairs++;
      digit |= group.chars().anyMatch(c -> c >= '0' && c <= '9');
    }
    return filled >= 2 && pairs < 8 && (digit || filled >= 3);
  }

  private void word(String written, int from) {
    int begin = 0;
    int end = written.length();
    while (begin < end && ".-_+".indexOf(written.charAt(begin)) >= 0) begin++;
    while (end > begin && ".-_+".indexOf(written.charAt(end - 1)) >= 0) end--;
    String word = written.substring(begin, end);
    boolean marked = refanged.isMarked(from + begin, from + end);
    if (word.length() < 4) return;
    int at = word.lastIndexOf('@');
    if (at >= 0) {
      mail(word, at, marked);
    } else if (Addresses.isV4(word)) {
      boolean version = VERSIONS.contains(wordBefore.toLowerCase(Locale.ROOT)) && !marked;
      if (!version && Addresses.isPublic(word)) add(IndicatorType.IP, word);
    } else if (!plain(word, this::add)) {
      boolean called = text.startsWith("(", from + written.length()); // a function of this name
      boolean host =
          (Domains.isMeant(word) && !called)
              || ((marked || word.regionMatches(true, 0, "www.", 0, 4))
                  && Domains.isRegistrable(word));
      if (host) add(IndicatorType.URL, word.toLowerCase(Locale.ROOT));
    }
  }

  private void mail(String word, int at, boolean marked) {
    String name = word.substring(0, at);
    String host = word.substring(at + 1);
    if (Addresses.isV4(host)) {
      if (Addresses.isPublic(host)) add(IndicatorType.IP, host); // somebody's login there
      return;
    }
    boolean legal =
        Mail.isName(name)
            && (Domains.isMeant(host.toLowerCase(Locale.ROOT))
                || (marked && Domains.isRegistrable(host)));
    if (legal) add(IndicatorType.EMAIL_ADDRESS, word.toLowerCase(Locale.ROOT));
  }

  private void add(IndicatorType type, String value) {
    add(new IndicatorValue(type, value));
  }

  private void add(IndicatorValue value) {
    found.add(value);
  }

  /** Hands over what a word is that has no dots in it, or answers that it is nothing of these. */
  static boolean plain(String word, Consumer<IndicatorValue> action) {
    Optional<IndicatorValue> value = Words.read(word);
    value.ifPresent(action);
    return value.isPresent();
  }

  private static boolean isOfAtom(char c) {
    if (c < 128) {
      return Character.isLetterOrDigit(c)
          || c == '.'
          || c == '-'
          || c == '_'
          || c == '@'
          || c == ':'
          || c == '+'
          || c == '*';
    }
    return (Character.isLetterOrDigit(c) && !UrlText.isOfBlanklessScript(c))
        || Character.isSurrogate(c)
        || Character.getType(c) == Character.NON_SPACING_MARK
        || Character.getType(c) == Character.COMBINING_SPACING_MARK;
  }
}
