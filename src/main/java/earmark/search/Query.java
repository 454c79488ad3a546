package earmark.search;

import earmark.tag.Tag;
import java.text.Normalizer;
import java.util.Locale;

/** What is searched for, whatever engine answers. */
public sealed interface Query {

  /** Every sample. */
  record Everything() implements Query {}

  /** Samples that carry exactly this tag. */
  record HasTag(Tag tag) implements Query {}

  /**
   * Samples with a tag of either kind that contains the text, in any case; with any tag if empty.
   */
  record HasTagLike(String folded) implements Query {
    public HasTagLike {
      folded = fold(folded);
    }
  }

  /** The form in which names are compared without regard to case. */
  static String fold(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }
}
