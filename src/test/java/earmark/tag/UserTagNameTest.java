package earmark.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import earmark.property.Property;
import earmark.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserTagNameTest {
  private static final String FIRST =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final String INNER = FIRST + " /._-";

  @ParameterizedTest
  @ValueSource(strings = {"malware_1", "ClassifiedByYARA", "false-positive", "Better.Test/Tag"})
  void the_examples_of_valid_tags_are_valid(String text) {
    assertThat(UserTagName.parse(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ž++",
        "#hashtag",
        "*.exe",
        "a",
        "",
        "  ",
        "_x1",
        "-x1",
        ".x1",
        "/x1",
        "a\tb",
        "a,b",
        "a:b",
        "a+b",
        "Kelvin\u212A",
        "ſtrange",
        "a\u00A0b",
        "ab\n1",
        "a\u0000b",
        "日本語"
      })
  void anything_else_is_refused(String text) {
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> UserTagName.parse(text))
        .withMessageContaining("2 to 40 characters");
  }

  @Test
  void a_single_tag_must_be_between_2_and_40_characters_long() {
    assertThat(UserTagName.parse("ab").text()).isEqualTo("ab");
    assertThat(UserTagName.parse("a".repeat(40)).text()).hasSize(40);
    assertThat(UserTagName.parse("a".repeat(38) + " b").text()).hasSize(40);
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> UserTagName.parse("a".repeat(41)));
  }

  @Test
  void blanks_around_a_tag_do_not_belong_to_it_and_those_inside_do() {
    assertThat(UserTagName.parse(" tag5 ")).isEqualTo(new UserTagName("tag5"));
    assertThat(UserTagName.parse("a  b")).isNotEqualTo(UserTagName.parse("a b"));
    assertThatExceptionOfType(Refusal.Invalid.class).isThrownBy(() -> new UserTagName("tag5 "));
  }

  @Test
  void tags_are_case_sensitive_and_distinguish_spaces_from_underscores() {
    assertThat(UserTagName.parse("Example")).isNotEqualTo(UserTagName.parse("example"));
    assertThat(UserTagName.parse("test_tag")).isNotEqualTo(UserTagName.parse("test tag"));
  }

  @Test
  void a_refusal_shows_a_hostile_name_in_one_harmless_line() {
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> UserTagName.parse("a\r\nX: y\u202e" + "z".repeat(9999)))
        .satisfies(refusal ->
            assertThat(refusal.reason()).hasSizeLessThan(400).doesNotContain("\n", "\u202e"));
  }

  @Test
  void exactly_the_documented_characters_are_allowed() {
    Property.holds(
        20_000,
        random -> {
          StringBuilder text = new StringBuilder();
          int length = random.nextInt(1, 45);
          while (text.codePointCount(0, text.length()) < length) {
            if (random.nextInt(60) == 0) {
              text.appendCodePoint(random.nextInt(0x20, 0x11_0000));
            } else {
              text.append(INNER.charAt(random.nextInt(INNER.length())));
            }
          }
          String name = text.toString();
          boolean legal =
              length >= 2
                  && length <= 40
                  && FIRST.indexOf(name.charAt(0)) >= 0
                  && !name.endsWith(" ")
                  && name.chars().allMatch(c -> INNER.indexOf(c) >= 0);
          assertThat(isAccepted(name)).as(name).isEqualTo(legal);
        });
  }

  private static boolean isAccepted(String name) {
    try {
      return new UserTagName(name).text().equals(name);
    } catch (Refusal.Invalid refusal) {
      return false;
    }
  }
}
