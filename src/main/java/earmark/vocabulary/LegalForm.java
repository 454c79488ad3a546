package earmark.vocabulary;

import earmark.refusal.Refusal;
import earmark.tag.IntelTagName;
import earmark.tag.Quoted;
import earmark.tag.UserTagName;
import java.util.Optional;

/**
 * How any text is written as a legal name of a tag, so that the text can be told from the name. A
 * text that is a legal name already stays as it is, unless it could be taken for the form of
 * another. No two texts have the same form. {@code docs/vocabularies.md} describes the forms.
 */
public enum LegalForm {
  /** As a User Tag: {@code tlp:amber+strict} is {@code tlp//amber/_plus_strict}. */
  USER("User Tag", "40 characters") {
    @Override
    String write(String original) {
      return UserForm.write(original);
    }

    @Override
    Optional<String> read(String name) {
      return UserForm.read(name);
    }

    @Override
    void check(String name) {
      if (!new UserTagName(name).text().equals(name)) throw new IllegalStateException(name);
    }
  },

  /**
   * As a tag of a report or indicator: {@code tlp:amber+strict} is {@code tlp__amber_-plus-strict}.
   */
  INTEL("tag of a report or indicator", IntelTagName.CODE_POINTS_MAX + " characters") {
    @Override
    String write(String original) {
      return IntelForm.write(original);
    }

    @Override
    Optional<String> read(String name) {
      return IntelForm.read(name);
    }

    @Override
    void check(String name) {
      if (!IntelTagName.parse(name).text().equals(name)) throw new IllegalStateException(name);
    }
  };

  /** Texts that are longer have no form of any kind, in UTF-16 units. */
  public static final int ORIGINAL_MAX = 1_000;

  private final String what;
  private final String most;

  LegalForm(String what, String most) {
    this.what = what;
    this.most = most;
  }

  /** The form of a text, of any length. */
  abstract String write(String original);

  /**
   * What a form says, if it is put together rightly; other texts may have the same form or none.
   */
  abstract Optional<String> read(String name);

  /** Refuses what is no legal name. */
  abstract void check(String name);

  /**
   * The legal name for a text.
   *
   * @throws Refusal.Invalid if it is empty, holds half a character, or its form is too long
   */
  public String of(String original) {
    if (original.isEmpty()) throw new Refusal.Invalid("An empty text has no legal form.");
    if (original.length() > ORIGINAL_MAX) throw tooLong(original);
    if (!isWellFormed(original)) {
      throw new Refusal.Invalid(
          Quoted.of(original) + " has no legal form: it holds half of a character.");
    }
    String name = write(original);
    try {
      check(name);
    } catch (Refusal.Invalid e) {
      throw tooLong(original);
    }
    return name;
  }

  /** The legal name for a text, if it has one. */
  public Optional<String> find(String original) {
    try {
      return Optional.of(of(original));
    } catch (Refusal.Invalid e) {
      return Optional.empty();
    }
  }

  /** The one text whose legal name this is; absent if it is none of any text. */
  public Optional<String> restore(String name) {
    return read(name).filter(original -> find(original).filter(name::equals).isPresent());
  }

  private Refusal.Invalid tooLong(String original) {
    return new Refusal.Invalid(
        Quoted.of(original)
            + " is too long for a "
            + what
            + ", which has "
            + most
            + " in its legal form.");
  }

  private static boolean isWellFormed(String text) {
    return text.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
