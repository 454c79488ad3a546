package earmark.search;

import earmark.refusal.Refusal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What somebody searches for; docs/search.md describes the language.
 *
 * @param asOf the moment of which the search speaks, to the microsecond; absent for now
 */
public record Search(Query query, Optional<Instant> asOf) {
  /** How many characters the search box takes. Source: Spectra Analyze 9.6.1, "Search page". */
  public static final int BOX_LENGTH_MAX = 1024;

  /** How many characters a search API takes. Source: TCA-0320. */
  public static final int API_LENGTH_MAX = 7000;

  public Search {
    asOf = asOf.map(moment -> moment.truncatedTo(ChronoUnit.MICROS));
  }

  /** What a query finds now. */
  public static Search of(Query query) {
    return new Search(query, Optional.empty());
  }

  /**
   * Reads what was typed into the search box: nothing for every sample, {@code #text} for a part of
   * a tag, or the language, in which a bare word is a part of a file name. Source of {@code #text}:
   * Spectra Analyze 9.1.0, "Searching for Samples by Tags".
   *
   * @throws Refusal.Invalid with the place that can't be understood
   */
  public static Search typed(String text) {
    checkLength(text, BOX_LENGTH_MAX);
    String stripped = text.strip();
    if (stripped.isEmpty()) return of(new Query.Everything());
    if (stripped.startsWith("#")) {
      return of(Query.HasTagLike.containing(stripped.substring(1).strip()));
    }
    return new Parser(text, Parser.BareWords.ARE_FILE_NAMES).parse();
  }

  /**
   * Reads a text in the language, as programs send it: a bare word is refused unless it is a hash.
   *
   * @param lengthMax how many characters it may have
   * @throws Refusal.Invalid with the place that can't be understood
   */
  public static Search parse(String text, int lengthMax) {
    checkLength(text, lengthMax);
    return new Parser(text, Parser.BareWords.ARE_REFUSED).parse();
  }

  private static void checkLength(String text, int lengthMax) {
    if (text.length() > lengthMax) {
      throw new Refusal.Invalid(
          "Search query too long, please shorten and/or simplify your query.");
    }
  }
}
