package earmark.sample;

import earmark.analysis.Analyser;
import earmark.analysis.Facts;
import java.time.Instant;
import java.util.Optional;

/**
 * What the last analysis of a sample left behind.
 *
 * @param engine version of the analyser
 * @param catalogue version of the catalogue that gave the System Tags
 * @param at when it was done
 * @param facts the facts as their JSON document
 * @param failure why it failed, if it did
 */
public record Analysis(
    String engine, String catalogue, Instant at, String facts, Optional<String> failure) {

  /** The facts, if they are of this engine; those of another may have another shape. */
  public Optional<Facts> readable() {
    return engine.equals(Analyser.VERSION) ? Optional.of(Facts.parse(facts)) : Optional.empty();
  }
}
