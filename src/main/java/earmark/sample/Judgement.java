package earmark.sample;

import earmark.ledger.Change;
import earmark.refusal.Refusal;
import earmark.search.Column;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What somebody says that a sample is.
 *
 * @param by who says so
 * @param riskScore from 0, harmless, to 10, within the range of the classification
 * @param threatName what it is a case of; only a threat has one
 */
public record Judgement(
    Source by, Classification classification, int riskScore, Optional<ThreatName> threatName) {

  /**
   * Where judgements come from, the strongest first. Each says at most one thing of a sample. The
   * names are part of the ledger's format.
   */
  public enum Source {
    /** A user set it. */
    USER;

    /** As it is written, such as {@code user}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The more harmless first. */
  static final Comparator<Judgement> BY_HARM =
      Comparator.comparing(Judgement::classification).thenComparingInt(Judgement::riskScore);

  /**
   * @throws Refusal.Invalid if the score is out of range, or something harmless has a threat's name
   */
  public Judgement {
    if (riskScore < classification.scoreMin() || riskScore > classification.scoreMax()) {
      throw new Refusal.Invalid(
          "The risk score of %s is %d to %d, not %d."
              .formatted(
                  classification.text(),
                  classification.scoreMin(),
                  classification.scoreMax(),
                  riskScore));
    }
    if (threatName.isPresent() && !classification.isThreat()) {
      throw new Refusal.Invalid("Goodware has no threat name.");
    }
  }

  /**
   * What a user says.
   *
   * @param riskScore that of the classification if absent
   */
  public static Judgement ofUser(
      Classification classification, OptionalInt riskScore, Optional<ThreatName> threatName) {
    return new Judgement(
        Source.USER, classification, riskScore.orElse(classification.score()), threatName);
  }

  /** Such as {@code user malicious 10 Win32.Trojan.Delf}; read again by {@link #parse}. */
  String text() {
    String text = by.text() + ' ' + classification.text() + ' ' + riskScore;
    return threatName.map(name -> text + ' ' + name).orElse(text);
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @return nothing if it is of a source that this version does not know
   */
  static Optional<Judgement> parse(String text) {
    String[] parts = text.split(" ", -1);
    for (Source source : Source.values()) {
      if (!source.text().equals(parts[0])) continue;
      return Optional.of(
          new Judgement(
              source,
              Classification.parse(parts[1]),
              Integer.parseInt(parts[2]),
              parts.length > 3 ? Optional.of(ThreatName.parse(parts[3])) : Optional.empty()));
    }
    return Optional.empty();
  }

  /** Whether a change is of what is said of the sample itself, and not of a file in it. */
  public static boolean isIn(Change.Described described) {
    return described.fields().containsKey(Column.VERDICT.field());
  }

  /** What is said of a sample after a change; nothing if it is unknown again. */
  public static Optional<Judgement> after(Change.Described described) {
    Change.Values values = described.fields().get(Column.VERDICT.field());
    return values == null ? Optional.empty() : strongest(values.after());
  }

  /** The strongest of what is said of a sample. */
  static Optional<Judgement> strongest(List<String> texts) {
    return texts.stream()
        .flatMap(text -> parse(text).stream())
        .min(Comparator.comparing(Judgement::by));
  }
}
