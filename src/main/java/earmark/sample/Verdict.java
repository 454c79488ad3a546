package earmark.sample;

import earmark.index.Answers;
import earmark.search.Column;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a sample counts as: what was said of it, else the worst that was said of a file extracted
 * from it. A sample without one is unknown.
 *
 * @param riskScore from 0, harmless, to 10
 * @param threatName such as {@code Win32.Trojan.Delf}; absent for goodware
 * @param reason why, such as {@code user}: the {@link Judgement.Source} of it
 * @param origin the number of the extracted file that it comes from; absent if it is the sample's
 *     own
 */
public record Verdict(
    Classification classification,
    int riskScore,
    Optional<String> threatName,
    String reason,
    OptionalInt origin) {

  /** The verdict on a sample as an index has it; nothing if it is unknown. */
  static Optional<Verdict> of(Answers answers, int sample) {
    Optional<Classification> classification =
        first(answers, sample, Column.CLASSIFICATION).flatMap(Classification::find);
    if (classification.isEmpty()) return Optional.empty();
    Optional<Integer> origin =
        first(answers, sample, Column.CLASSIFICATION_ORIGIN).map(Integer::valueOf);
    Optional<Judgement> said =
        Judgement.strongest(answers.values(origin.orElse(sample), Column.VERDICT));
    return Optional.of(
        new Verdict(
            classification.get(),
            first(answers, sample, Column.RISK_SCORE)
                .map(Integer::valueOf)
                .orElse(classification.get().score()),
            first(answers, sample, Column.THREAT_NAME),
            said.map(judgement -> judgement.by().text()).orElse(""),
            origin.isPresent() ? OptionalInt.of(origin.get()) : OptionalInt.empty()));
  }

  private static Optional<String> first(Answers answers, int sample, Column column) {
    List<String> values = answers.values(sample, column);
    return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
  }
}
