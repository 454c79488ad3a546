package earmark.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.property.Property;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExtractionTest {
  private static final double GOOD = 0.97;

  @Test
  void of_what_a_person_finds_in_reports_nearly_all_is_found_and_little_else() {
    int right = 0;
    int wanted = 0;
    int found = 0;
    List<String> wrong = new ArrayList<>();
    List<LabelledText> texts = LabelledText.all();
    assertThat(texts).hasSizeGreaterThanOrEqualTo(60);
    for (LabelledText labelled : texts) {
      Set<IndicatorValue> extracted = new LinkedHashSet<>(Extraction.of(labelled.text()));
      for (IndicatorValue value : extracted) {
        if (labelled.indicators().contains(value)) right++;
        else wrong.add(labelled.title() + ": too much: " + value);
      }
      for (IndicatorValue value : labelled.indicators()) {
        if (!extracted.contains(value)) wrong.add(labelled.title() + ": missing: " + value);
      }
      wanted += labelled.indicators().size();
      found += extracted.size();
    }
    double precision = (double) right / found;
    double recall = (double) right / wanted;
    System.out.printf(
        Locale.ROOT,
        "extraction: %d texts, %d indicators, precision %.3f, recall %.3f%n",
        texts.size(),
        wanted,
        precision,
        recall);
    assertThat(precision).as("precision; %s", wrong).isGreaterThanOrEqualTo(GOOD);
    assertThat(recall).as("recall; %s", wrong).isGreaterThanOrEqualTo(GOOD);
  }

  @Test
  void whatever_is_found_is_recognised_as_the_same_when_it_stands_alone() {
    for (LabelledText labelled : LabelledText.all()) {
      for (IndicatorValue value : Extraction.of(labelled.text())) {
        boolean twoMeanings = value.text().matches("[a-z]+\\.(sh|zip)");
        if (!twoMeanings) assertThat(IndicatorValue.of(value.text())).isEqualTo(value);
      }
    }
  }

  /** Not a measurement: what takes more than linear time would not end. */
  @Test
  void texts_made_to_be_slow_are_read_to_their_end() {
    for (String piece :
        List.of(
            "[",
            "(",
            "[.",
            "[.]",
            "a[.]",
            "[ [ ",
            "(dot)",
            "a.",
            "1.",
            "1.1.1.1.",
            ":",
            "a:",
            "::",
            "1:",
            "http://",
            "http://a",
            "hxxp[:]//",
            "@",
            "a@",
            "a@b.",
            "HKLM\\",
            "HKLM\\a \\",
            "H",
            "HKEY_",
            "bc1q",
            "1A1zP1",
            "/",
            "a.com/",
            "1.1.1.1/",
            "-",
            "_",
            "xn--",
            "\\",
            "\\.",
            "CVE-",
            "CVE-2021-1",
            "deadbeef",
            "é",
            "\ud83d\ude00",
            "))))",
            "http://a.com/((",
            "*",
            "h**p://",
            "a a",
            "a.com ")) {
      int size = piece.startsWith("[") || piece.startsWith("(") ? 1 << 20 : 1 << 17;
      StringBuilder text = new StringBuilder(size + 64);
      while (text.length() < size) text.append(piece);
      assertThat(Extraction.of(text + " 198.51.100.7").size()).isLessThan(Extraction.COUNT_MAX);
    }
  }

  @Test
  void a_text_with_very_many_indicators_gives_the_first_of_them() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 2 * Extraction.COUNT_MAX; i++) text.append("h").append(i).append(".com ");
    assertThat(Extraction.of(text.toString())).hasSize(Extraction.COUNT_MAX);
  }

  @Test
  void random_texts_are_read_without_failing() {
    List<String> pieces =
        List.of(
            "http",
            "hxxp",
            "://",
            "[.]",
            "[",
            "]",
            "(dot)",
            "(",
            ")",
            ".",
            "..",
            ":",
            "/",
            "\\",
            "@",
            "a",
            "com",
            "evil",
            "198.51.100.7",
            "2001:db8::",
            "HKLM\\",
            "bc1",
            "1A1z",
            "CVE-",
            "2021-",
            " ",
            "\n",
            "\t",
            "é",
            "\ud83d",
            "\ude00",
            "\u200b",
            "-",
            "_",
            "xn--",
            "%",
            "?",
            "&",
            "0",
            "deadbeefdeadbeefdeadbeefdeadbeef",
            "\u3002",
            "*",
            "{.}",
            "[at]",
            "www.",
            "\0");
    Property.holds(
        300,
        random -> {
          StringBuilder text = new StringBuilder();
          for (int n = random.nextInt(60); n > 0; n--) text.append(pick(random, pieces));
          for (IndicatorValue value : Extraction.of(text.toString())) {
            assertThat(IndicatorValue.guid(value.type().name(), value.text())).hasSize(36);
          }
        });
  }

  private static String pick(SplittableRandom random, List<String> pieces) {
    return pieces.get(random.nextInt(pieces.size()));
  }
}
