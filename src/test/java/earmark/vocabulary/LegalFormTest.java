package earmark.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import earmark.property.Property;
import earmark.refusal.Refusal;
import earmark.tag.IntelTagName;
import earmark.tag.UserTagName;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LegalFormTest {
  /** What forms are made of, and what else may break them. */
  private static final String[] PIECES = {
    "a",
    "Z",
    "7",
    " ",
    "/",
    "//",
    "/-",
    "/_",
    "/.",
    "x/.",
    "_",
    "__",
    "_-",
    "_-_",
    "_--",
    "-",
    "--",
    ".",
    ":",
    "=\"",
    "\"",
    "=",
    "+",
    "misp-galaxy:",
    "tlp",
    "_plus_",
    "-plus-",
    "sp",
    "2b",
    "0-1",
    "é",
    "e\u0301",
    "\u0301",
    "İ",
    "ı",
    "ß",
    "ẞ",
    "Σ",
    "ς",
    "ǅ",
    "日本",
    "हिन्दी",
    "\u1100\u1161",
    "\ud83d\udc19",
    "\ud801\udc00",
    "\u0000",
    "\n",
    "\u200b",
    "٣",
    "²",
    "ﬁ",
    "Ω",
    "\u212a",
    "\u0345"
  };

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "apt28|apt28",
        "APT 28|APT 28",
        "a/b|a/b",
        "some_tag|some_tag",
        "tlp:amber|tlp//amber",
        "tlp:amber+strict|tlp//amber/_plus_strict",
        "misp-galaxy:threat-actor=\"APT 28\"|threat-actor/-APT 28",
        "misp-galaxy:mitre-attack-pattern=\"Phishing - T1566\"|mitre-attack-pattern/-Phishing - T1566",
        "admiralty-scale:source-reliability=\"a\"|admiralty-scale//source-reliability//a",
        "a//b|a/_sol_/b",
        "+1|x/./_plus_1",
        "a|x/.a",
        "Häubchen|H/_e4_ubchen",
      })
  void as_a_user_tag_a_text_stays_readable(String original, String name) {
    assertThat(LegalForm.USER.of(original)).isEqualTo(name);
    assertThat(LegalForm.USER.restore(name)).contains(original);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "apt28|apt28",
        "some_tag|some_tag",
        "日本|日本",
        "tlp:amber|tlp__amber",
        "tlp:amber+strict|tlp__amber_-plus-strict",
        "Lazarus Group|lazarus_-_group_--0-1-6-1",
        "misp-galaxy:threat-actor=\"APT 28\"|misp-galaxy__threat-actor__apt_-_28_--23-3",
        "a_ b|a_-low-_-_b",
      })
  void as_a_tag_of_reports_a_text_stays_readable(String original, String name) {
    assertThat(LegalForm.INTEL.of(original)).isEqualTo(name);
    assertThat(LegalForm.INTEL.restore(name)).contains(original);
  }

  @ParameterizedTest
  @EnumSource
  void the_text_is_told_from_its_legal_name(LegalForm form) {
    Map<String, String> originals = new HashMap<>();
    Property.holds(
        60_000,
        random -> {
          String original = text(random);
          String name;
          try {
            name = form.of(original);
          } catch (Refusal.Invalid e) {
            assertThat(e.reason())
                .containsAnyOf("too long", "half of a character", "An empty text");
            return;
          }
          assertLegal(form, name);
          assertThat(form.restore(name)).contains(original);
          assertThat(originals.merge(name, original, (old, _) -> old)).isEqualTo(original);
        });
    assertThat(originals).hasSizeGreaterThan(10_000);
  }

  @ParameterizedTest
  @EnumSource
  void a_legal_name_that_is_restored_is_the_form_of_what_was_restored(LegalForm form) {
    Property.holds(
        20_000,
        random -> {
          String name = text(random);
          form.restore(name).ifPresent(original -> assertThat(form.of(original)).isEqualTo(name));
        });
  }

  @ParameterizedTest
  @EnumSource
  void an_ordinary_legal_name_stays_as_it_is(LegalForm form) {
    for (String name : new String[] {"apt28", "a-b_c", "x9", "tag_one", "a-1-2"}) {
      assertThat(form.of(name)).isEqualTo(name);
    }
  }

  @Test
  void what_is_too_long_is_refused_with_the_reason() {
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> LegalForm.USER.of("misp-galaxy:x=\"" + "a".repeat(60) + "\""))
        .withMessageContaining("too long for a User Tag, which has 40 characters");
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> LegalForm.INTEL.of("a".repeat(91)))
        .withMessageContaining("90 characters");
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> LegalForm.INTEL.of("a\ud800"))
        .withMessageContaining("half of a character");
    assertThat(LegalForm.USER.find("")).isEmpty();
  }

  private static void assertLegal(LegalForm form, String name) {
    String checked =
        switch (form) {
          case USER -> UserTagName.parse(name).text();
          case INTEL -> IntelTagName.parse(name).text();
        };
    assertThat(checked).isEqualTo(name);
  }

  private static String text(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(9); n > 0; n--) {
      if (random.nextInt(8) == 0) text.appendCodePoint(random.nextInt(0x110000));
      else text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }
}
