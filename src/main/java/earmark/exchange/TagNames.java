package earmark.exchange;

import earmark.refusal.Refusal;
import earmark.vocabulary.LegalForm;
import earmark.vocabulary.Lexicon;
import earmark.vocabulary.Resolution;
import java.util.function.UnaryOperator;

/**
 * The names of the tags that files of others mean: a legal name to the letter, else the legal form
 * of a term in a vocabulary whose original it is, else the legal name that the text comes to, such
 * as in lower case.
 */
final class TagNames {
  private static final int COUNT_MAX = 10_000;

  private final Lexicon lexicon;
  private final LegalForm form;
  private final UnaryOperator<String> legal;

  /**
   * @param legal the legal name that a text comes to; refuses what comes to none
   */
  TagNames(Lexicon lexicon, LegalForm form, UnaryOperator<String> legal) {
    this.lexicon = lexicon;
    this.form = form;
    this.legal = legal;
  }

  /**
   * The name that a text means.
   *
   * @throws Refusal.Invalid if it means none
   */
  String of(String text) {
    try {
      String name = legal.apply(text);
      return !name.equals(text) && isOriginal(text) ? form.find(text).orElse(name) : name;
    } catch (Refusal.Invalid e) {
      if (isOriginal(text)) return form.of(text);
      throw e;
    }
  }

  private boolean isOriginal(String text) {
    return lexicon.resolve(text, form) instanceof Resolution.One(var term)
        && term.original().equals(text);
  }

  /**
   * Refuses more different tags than one file may name.
   *
   * @throws Refusal.TooLarge if there are so many
   */
  static void checkCount(int names) {
    if (names > COUNT_MAX) {
      throw new Refusal.TooLarge("A file may name " + COUNT_MAX + " different tags.");
    }
  }
}
