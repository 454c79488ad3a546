package earmark.vocabulary;

import java.util.List;

/** What a text means that somebody uses for a term: its original, its value or a synonym. */
public sealed interface Resolution {
  /** It is one term alone. */
  record One(Known term) implements Resolution {}

  /**
   * Several terms are called so, in the order of their originals. Which is meant is not ours to
   * say.
   */
  record Ambiguous(List<Known> candidates) implements Resolution {
    public Ambiguous {
      candidates = List.copyOf(candidates);
    }
  }

  /** No vocabulary knows it. */
  record Unknown() implements Resolution {}
}
