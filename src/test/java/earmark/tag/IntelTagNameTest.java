package earmark.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import earmark.property.Property;
import earmark.refusal.Refusal;
import java.text.Normalizer;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Alone, since it changes the language of the whole process. */
@Isolated
class IntelTagNameTest {

  @ParameterizedTest
  @CsvSource({
    "Malicious,malicious",
    "ISTANBUL,istanbul",
    "İSTANBUL,i̇stanbul",
    "É,é",
    "E\u0301,é",
    "J\u030c,\u01f0",
    "ẞ,ß",
    "ΟΔΟΣ,οδος",
    "οδοσ,οδοσ",
    "日本,日本",
    "हिन्दी,हिन्दी",
    "١٢,١٢",
    "-,-",
    "_,_",
    "a-b_c9,a-b_c9"
  })
  void a_tag_is_converted_to_lower_case_before_it_is_saved(String typed, String canonical) {
    assertThat(IntelTagName.parse(typed).text()).isEqualTo(canonical);
  }

  @Test
  void characters_outside_the_basic_plane_are_lowered_too() {
    String capital = Character.toString(0x10400);
    assertThat(IntelTagName.parse(capital).text()).isEqualTo(Character.toString(0x10428));
    assertThat(IntelTagName.parse(capital.repeat(90)).text().codePoints()).hasSize(90);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "a.b",
        "a/b",
        "a,b",
        "a:b",
        "tag!",
        "😀",
        "a\u200bb",
        "²",
        "",
        " x",
        "\u0301"
      })
  void only_letters_digits_hyphens_and_underscores_are_allowed(String text) {
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> IntelTagName.parse(text))
        .withMessageContaining("letters, digits, hyphens and underscores");
  }

  @Test
  void a_name_has_at_most_90_characters_after_it_is_made_canonical() {
    assertThat(IntelTagName.parse("a".repeat(90)).text()).hasSize(90);
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> IntelTagName.parse("a".repeat(91)));
    assertThatExceptionOfType(Refusal.Invalid.class)
        .as("90 times a letter that becomes two")
        .isThrownBy(() -> IntelTagName.parse("İ".repeat(90)));
  }

  @Test
  void the_language_of_the_machine_makes_no_difference() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertThat(IntelTagName.parse("ISTANBUL").text()).isEqualTo("istanbul");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void the_canonical_form_of_every_code_point_is_its_own_canonical_form() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) continue;
      String once = IntelTagName.canonical(Character.toString(c));
      if (!IntelTagName.canonical(once).equals(once)) {
        assertThat(IntelTagName.canonical(once)).as("U+%04X", c).isEqualTo(once);
      }
    }
  }

  @Test
  void a_legal_name_is_canonical_composed_and_within_the_rule() {
    int[] accepted = {0};
    Property.holds(
        20_000,
        random -> {
          StringBuilder text = new StringBuilder();
          for (int i = random.nextInt(1, 8); i > 0; i--) {
            text.appendCodePoint(
                random.nextInt(4) == 0
                    ? random.nextInt(0x80, 0x3_0000)
                    : "abcXYZ09-_éß".charAt(random.nextInt(12)));
          }
          String name;
          try {
            name = IntelTagName.parse(text.toString()).text();
          } catch (Refusal.Invalid refusal) {
            return;
          }
          accepted[0]++;
          assertThat(IntelTagName.parse(name).text()).isEqualTo(name);
          assertThat(Normalizer.isNormalized(name, Normalizer.Form.NFC)).isTrue();
          assertThat(name.codePoints())
              .allMatch(c ->
                  Character.isLetter(c)
                      || Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER
                      || c == '-'
                      || c == '_'
                      || Character.getType(c) == Character.NON_SPACING_MARK
                      || Character.getType(c) == Character.COMBINING_SPACING_MARK
                      || Character.getType(c) == Character.ENCLOSING_MARK);
        });
    assertThat(accepted[0]).isGreaterThan(0);
  }
}
