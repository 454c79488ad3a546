package earmark.search;

import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.things.ThingSet;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What is searched for, whatever engine answers. */
public sealed interface Query {

  /** Every sample. */
  record Everything() implements Query {}

  /** Those of these samples that exist. */
  record These(ThingSet samples) implements Query {}

  /** Samples that carry exactly this tag. */
  record HasTag(Tag tag) implements Query {}

  /** Things with a tag of this kind and name in one of these scopes. */
  record HasTagIn(Tag.Kind kind, Set<String> scopes, String name) implements Query {
    public HasTagIn {
      scopes = Set.copyOf(scopes);
    }
  }

  /** Samples with a tag of one of these kinds whose name matches. */
  record HasTagLike(Set<Tag.Kind> kinds, Wildcard name) implements Query {
    public HasTagLike {
      kinds = Set.copyOf(kinds);
    }

    /** Samples with a tag of either kind whose name contains the text. */
    public static HasTagLike containing(String text) {
      return new HasTagLike(Tag.Kind.of(Thing.SAMPLE), Wildcard.containing(text));
    }
  }

  /** Samples with a value in a column of words or texts that matches. */
  record Matches(Column column, Wildcard text) implements Query {}

  /** Things with one of these words in a column of words, letter by letter. */
  record HasWord(Column column, Set<String> words) implements Query {
    public HasWord {
      words = Set.copyOf(words);
    }
  }

  /** Samples with a number in a column from {@code from} to {@code to}, both included. */
  record InRange(Column column, long from, long to) implements Query {}

  /**
   * Things whose greatest number in these scopes is from {@code from} to {@code to}, both included.
   *
   * @param column one of scoped numbers
   */
  record InScopedRange(Column column, Set<String> scopes, long from, long to) implements Query {
    public InScopedRange {
      scopes = Set.copyOf(scopes);
    }
  }

  /** Samples that all of the parts find; every sample if there is none. */
  record And(List<Query> parts) implements Query {
    public And {
      parts = List.copyOf(parts);
    }
  }

  /** Samples that any of the parts finds. */
  record Or(List<Query> parts) implements Query {
    public Or {
      parts = List.copyOf(parts);
    }
  }

  /** Samples that the part does not find. */
  record Not(Query part) implements Query {}

  /**
   * The sample with this hash, in lower-case hex of any of the four lengths. An index does not know
   * hashes; who asks it puts {@link These} in its place first.
   */
  record HasHash(String hash) implements Query {}

  /**
   * Samples with a tag that was put there in a certain way. An index does not know history; who
   * asks it puts {@link These} in its place first.
   *
   * @param name what the tag's name matches
   * @param by the login of who put it there
   * @param fromMicros not before this moment, in microseconds since 1970 UTC
   * @param toMicros not after this moment
   * @param via the name of the door, in lower case
   * @param operation the number of the operation
   */
  record Given(
      Set<Tag.Kind> kinds,
      Wildcard name,
      Optional<String> by,
      long fromMicros,
      long toMicros,
      Optional<String> via,
      Optional<Long> operation)
      implements Query {
    public Given {
      kinds = Set.copyOf(kinds);
    }
  }

  /**
   * The form in which names are compared without regard to case; its own form is itself. The same
   * letter is the same wherever it stands, also a Greek sigma at the end of a word.
   */
  static String fold(String name) {
    if (isAscii(name)) return name.toLowerCase(Locale.ROOT); // nothing else is to be done
    return nfc(nfc(name).toLowerCase(Locale.ROOT)).replace('ς', 'σ');
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7f) return false;
    }
    return true;
  }

  private static String nfc(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }
}
