package earmark.search;

import earmark.refusal.Refusal;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the search box understands: nothing, {@code #text} or a whole hash. Source: Spectra Analyze
 * 9.1.0, "Searching for Samples by Tags".
 */
public sealed interface QuickSearch {
  int LENGTH_MAX = 1024;
  Pattern HASH =
      Pattern.compile("[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{64}|[0-9a-fA-F]{128}");

  /** Samples that a query finds. */
  record ByQuery(Query query) implements QuickSearch {}

  /** The one sample with this hash, in lower case: MD5, SHA1, SHA256 or SHA512 by its length. */
  record ByHash(String hash) implements QuickSearch {}

  /**
   * Reads what was typed.
   *
   * @throws Refusal.Invalid if it is none of the three
   */
  static QuickSearch parse(String typed) {
    String text = typed.strip();
    if (text.length() > LENGTH_MAX) {
      throw new Refusal.Invalid("The search is longer than " + LENGTH_MAX + " characters.");
    }
    if (text.isEmpty()) return new ByQuery(new Query.Everything());
    if (text.startsWith("#"))
      return new ByQuery(Query.HasTagLike.containing(text.substring(1).strip()));
    if (HASH.matcher(text).matches()) return new ByHash(text.toLowerCase(Locale.ROOT));
    throw new Refusal.Invalid(
        "Type # and a part of a tag, or a whole hash (MD5, SHA1, SHA256 or SHA512).");
  }
}
