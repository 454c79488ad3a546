package earmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.property.Property;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A regular expression with everything quoted judges patterns. */
class WildcardTest {
  private static final String[] PARTS = {
    "a", "b", "A", "ab", "*", "*", "?", "?", "\\*", "\\?", "\\\\", ".", "(", "[", "$", "%", "_",
    "É", "é", "e\u0301", "😀", "\\😀", "ß", "İ", "Σ", "ς", "日", " "
  };

  @Test
  void a_pattern_matches_what_the_regular_expression_for_it_matches() {
    Property.holds(
        20_000,
        random -> {
          String typed = join(random, 8);
          String text = Query.fold(random.nextBoolean() ? filled(random, typed) : join(random, 10));
          Wildcard wildcard = Wildcard.parse(typed);
          boolean expected = regex(typed).matcher(text).matches();
          String what = typed + " on " + text;
          assertThat(wildcard.matches(text)).as(what).isEqualTo(expected);
          if (expected) assertThat(wildcard.literals()).as(what).allMatch(text::contains);
          assertThat(Wildcard.parse(wildcard.toString())).as(what).isEqualTo(wildcard);
        });
  }

  @Test
  void ascii_bytes_match_as_the_folded_text_does() {
    Property.holds(
        20_000,
        random -> {
          Wildcard wildcard = Wildcard.parse(join(random, 6));
          String text = join(random, 8).replaceAll("[^\\p{ASCII}]", "B");
          byte[] bytes = ("x" + text + "y").getBytes(StandardCharsets.US_ASCII);
          assertThat(wildcard.matchesAscii(bytes, 1, bytes.length - 1))
              .as("%s on %s", wildcard, text)
              .isEqualTo(wildcard.matches(Query.fold(text)));
        });
  }

  @Test
  void a_text_is_contained_or_meant_literally_whatever_its_letters() {
    Property.holds(
        4_000,
        random -> {
          String part = join(random, 3);
          String text = join(random, 3) + part + join(random, 3);
          String folded = Query.fold(text);
          assertThat(Wildcard.containing(part).matches(folded))
              .as("%s in %s", part, text)
              .isEqualTo(folded.contains(Query.fold(part)));
          assertThat(Wildcard.starting(part).matches(folded))
              .as("%s at the start of %s", part, text)
              .isEqualTo(folded.startsWith(Query.fold(part)));
          assertThat(Wildcard.literal(text).matches(folded)).as(text).isTrue();
          assertThat(Wildcard.literal(text).isLiteral()).isTrue();
          assertThat(Wildcard.literal(text).matches(folded + "x")).as(text).isFalse();
        });
  }

  @Test
  void stars_in_a_row_are_one_star_and_one_star_is_everything() {
    assertThat(Wildcard.parse("a***b")).isEqualTo(Wildcard.parse("a*b"));
    assertThat(Wildcard.parse("**").isEverything()).isTrue();
    assertThat(Wildcard.containing("").isEverything()).isTrue();
    assertThat(Wildcard.parse("*").matches("")).isTrue();
    assertThat(Wildcard.parse("?").matches("")).isFalse();
    assertThat(Wildcard.parse("").matches("")).isTrue();
  }

  @Test
  void a_question_mark_stands_for_one_character_beyond_the_basic_plane_too() {
    assertThat(Wildcard.parse("a?b").matches("a😀b")).isTrue();
    assertThat(Wildcard.parse("a??b").matches("a😀b")).isFalse();
  }

  @Test
  void a_sigma_at_the_end_of_a_word_is_a_sigma() {
    assertThat(Wildcard.parse("*Σ").matches(Query.fold("ΟΔΟΣ"))).isTrue();
    assertThat(Wildcard.parse("οδος").matches(Query.fold("ΟΔΟΣ"))).isTrue();
  }

  @Test
  void a_pattern_of_many_stars_is_not_slow() {
    String text = "a".repeat(20_000);
    assertThat(Wildcard.parse("*a".repeat(200) + "*b").matches(text)).isFalse();
  }

  private static Pattern regex(String typed) {
    StringBuilder regex = new StringBuilder("(?s)");
    StringBuilder literal = new StringBuilder();
    int[] points = typed.codePoints().toArray();
    for (int i = 0; i < points.length; i++) {
      if (points[i] == '*' || points[i] == '?') {
        regex.append(Pattern.quote(Query.fold(literal.toString())));
        literal.setLength(0);
        regex.append(points[i] == '*' ? ".*" : ".");
      } else {
        if (points[i] == '\\' && i + 1 < points.length) i++;
        literal.appendCodePoint(points[i]);
      }
    }
    return Pattern.compile(regex.append(Pattern.quote(Query.fold(literal.toString()))).toString());
  }

  private static String join(SplittableRandom random, int max) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(max); i > 0; i--) text.append(PARTS[random.nextInt(PARTS.length)]);
    return text.toString();
  }

  /** A text that the pattern is likely to match. */
  private static String filled(SplittableRandom random, String typed) {
    StringBuilder text = new StringBuilder();
    int[] points = typed.codePoints().toArray();
    for (int i = 0; i < points.length; i++) {
      switch (points[i]) {
        case '*' -> text.append(join(random, 3));
        case '?' -> text.append(random.nextBoolean() ? "q" : "😀");
        case '\\' -> text.appendCodePoint(i + 1 < points.length ? points[++i] : '\\');
        default -> text.appendCodePoint(points[i]);
      }
    }
    return text.toString();
  }
}
