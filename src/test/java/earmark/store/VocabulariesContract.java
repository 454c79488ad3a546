package earmark.store;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.vocabulary.Term;
import earmark.vocabulary.Vocabularies;
import earmark.vocabulary.Vocabulary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store of vocabularies does. */
interface VocabulariesContract {
  Instant AT = Instant.ofEpochSecond(1_700_000_000, 123_456_000);

  /** An empty one. */
  Vocabularies vocabularies();

  static Vocabulary tlp(String version, String... values) {
    List<Term> terms = new ArrayList<>();
    for (String value : values) {
      terms.add(
          new Term(
              "tlp:" + value,
              "Ümlaut \\ \t tab\nline " + value,
              value.equals("red") ? Optional.of("#CC0033") : Optional.empty(),
              value.equals("red") ? List.of("TLP:RED", "rouge, ☂") : List.of()));
    }
    return new Vocabulary(
        "tlp", Vocabulary.Kind.TAXONOMY, "TLP", "Traffic Light Protocol", version, terms);
  }

  static void fill(Vocabularies vocabularies) {
    vocabularies.replace(tlp("1", "red", "amber+strict", "clear"), "ann", AT);
  }

  @Test
  default void a_vocabulary_is_kept_with_its_terms_in_order() {
    Vocabulary some = tlp("1", "red", "clear", "amber+strict");
    assertThat(vocabularies().replace(some, "ann", AT)).isEmpty();
    assertThat(vocabularies().find("tlp")).contains(some);
    assertThat(vocabularies().find("TLP")).isEmpty();
    assertThat(vocabularies().find("tlp\0")).isEmpty();
    assertThat(vocabularies().list())
        .containsExactly(
            new Vocabularies.Head(
                "tlp",
                Vocabulary.Kind.TAXONOMY,
                "TLP",
                "Traffic Light Protocol",
                "1",
                3,
                "ann",
                AT));
  }

  @Test
  default void another_takes_its_place_and_the_old_terms_are_told() {
    Vocabulary old = tlp("1", "red", "clear");
    vocabularies().replace(old, "ann", AT);
    long revision = vocabularies().revision();
    Vocabulary next = tlp("2", "clear", "green");
    assertThat(vocabularies().replace(next, "bob", AT)).contains(old.terms());
    assertThat(vocabularies().find("tlp")).contains(next);
    assertThat(vocabularies().list()).hasSize(1);
    assertThat(vocabularies().revision()).isGreaterThan(revision);
  }

  @Test
  default void one_that_is_removed_is_gone_with_its_terms() {
    vocabularies().replace(tlp("1", "red"), "ann", AT);
    long revision = vocabularies().revision();
    assertThat(vocabularies().remove("tlp")).isTrue();
    assertThat(vocabularies().remove("tlp")).isFalse();
    assertThat(vocabularies().remove("tlp\0")).isFalse();
    assertThat(vocabularies().find("tlp")).isEmpty();
    assertThat(vocabularies().list()).isEmpty();
    assertThat(vocabularies().revision()).isGreaterThan(revision);
    vocabularies().replace(tlp("1", "red"), "ann", AT);
    assertThat(vocabularies().find("tlp")).isPresent();
  }

  @Test
  default void one_may_have_many_terms() {
    String[] values = new String[2_500];
    for (int i = 0; i < values.length; i++) values[i] = "value " + i;
    Vocabulary large = tlp("1", values);
    vocabularies().replace(large, "ann", AT);
    assertThat(vocabularies().find("tlp")).contains(large);
  }
}
