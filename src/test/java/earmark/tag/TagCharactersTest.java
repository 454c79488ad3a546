package earmark.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import earmark.property.Property;
import earmark.refusal.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What new names may have, under either rule. */
class TagCharactersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "some gibberish",
        "Bad Indicator BAD!!",
        "a.b",
        "a/b",
        "tlp:red",
        "😀",
        "²",
        " x "
      })
  void the_lenient_rule_takes_what_can_be_printed_and_trims_nothing(String typed) {
    assertThat(TagCharacters.LENIENT.name(typed).text()).isEqualTo(IntelTagName.canonical(typed));
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> TagCharacters.STRICT.name(typed));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a\nb", "a\tb", "a\0", "a\u200bb", "a\u00ad", "a\u2028", "\ud800", "\ue000"})
  void no_rule_takes_what_cannot_be_seen(String typed) {
    for (TagCharacters rule : TagCharacters.values()) {
      assertThatExceptionOfType(Refusal.Invalid.class).isThrownBy(() -> rule.name(typed));
    }
  }

  @Test
  void both_rules_count_code_points_of_the_canonical_form() {
    for (TagCharacters rule : TagCharacters.values()) {
      assertThat(rule.name("a".repeat(90)).text()).hasSize(90);
      assertThatExceptionOfType(Refusal.Invalid.class).isThrownBy(() -> rule.name("a".repeat(91)));
      assertThatExceptionOfType(Refusal.Invalid.class).isThrownBy(() -> rule.name("İ".repeat(90)));
    }
  }

  @Test
  void names_that_are_one_count_once() {
    assertThat(TagCharacters.STRICT.names(List.of("A", "a", "b")))
        .containsExactly(new IntelTagName("a"), new IntelTagName("b"));
  }

  @Test
  void what_the_strict_rule_takes_the_lenient_one_takes_too() {
    Property.holds(
        20_000,
        random -> {
          StringBuilder text = new StringBuilder();
          for (int i = random.nextInt(1, 6); i > 0; i--) {
            text.appendCodePoint(random.nextInt(random.nextBoolean() ? 128 : 0x110000));
          }
          IntelTagName name;
          try {
            name = TagCharacters.STRICT.name(text.toString());
          } catch (Refusal.Invalid e) {
            return;
          }
          assertThat(TagCharacters.LENIENT.name(text.toString())).isEqualTo(name);
        });
  }

  @Test
  void a_rule_is_named_in_any_case() {
    assertThat(TagCharacters.parse("Strict")).isEqualTo(TagCharacters.STRICT);
    assertThat(TagCharacters.parse("LENIENT")).isEqualTo(TagCharacters.LENIENT);
    assertThatExceptionOfType(Refusal.Invalid.class).isThrownBy(() -> TagCharacters.parse("loose"));
  }
}
