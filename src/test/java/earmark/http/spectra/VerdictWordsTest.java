package earmark.http.spectra;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.sample.Classification;
import earmark.sample.Verdict;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictWordsTest {
  @ParameterizedTest
  @CsvSource({
    "GOODWARE,0,goodware,known,0,0,1",
    "GOODWARE,5,goodware,known,0,5,1",
    "SUSPICIOUS,6,suspicious,suspicious,1,5,2",
    "MALICIOUS,6,malicious,malicious,1,5,3",
    "MALICIOUS,10,malicious,malicious,5,5,3"
  })
  void a_verdict_is_said_in_the_words_of_both_versions(
      Classification classification,
      int score,
      String today,
      String before,
      int level,
      int trust,
      int number) {
    Optional<Verdict> verdict =
        Optional.of(
            new Verdict(
                classification,
                score,
                Optional.of("Win32.Trojan.Delf").filter(_ -> classification.isThreat()),
                "user",
                OptionalInt.empty()));
    assertThat(VerdictWords.classification(verdict)).isEqualTo(today);
    assertThat(VerdictWords.riskScore(verdict)).isEqualTo(score);
    assertThat(VerdictWords.reason(verdict)).isEqualTo("user");
    assertThat(VerdictWords.threatName(verdict))
        .isEqualTo(classification.isThreat() ? "Win32.Trojan.Delf" : null);
    assertThat(VerdictWords.threatStatus(verdict)).isEqualTo(before);
    assertThat(VerdictWords.threatLevel(verdict)).isEqualTo(level);
    assertThat(VerdictWords.trustFactor(verdict)).isEqualTo(trust);
    assertThat(VerdictWords.number(verdict)).isEqualTo(number);
  }

  @Test
  void what_is_unknown_has_a_word_and_numbers_that_trust_nobody() {
    Optional<Verdict> unknown = Optional.empty();
    assertThat(VerdictWords.classification(unknown)).isEqualTo("unknown");
    assertThat(VerdictWords.riskScore(unknown)).isNull();
    assertThat(VerdictWords.threatName(unknown)).isNull();
    assertThat(VerdictWords.reason(unknown)).isNull();
    assertThat(VerdictWords.threatStatus(unknown)).isEqualTo("unknown");
    assertThat(VerdictWords.threatLevel(unknown)).isZero();
    assertThat(VerdictWords.trustFactor(unknown)).isEqualTo(5);
    assertThat(VerdictWords.number(unknown)).isZero();
  }
}
