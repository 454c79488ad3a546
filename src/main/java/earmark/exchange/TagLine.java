package earmark.exchange;

import earmark.indicator.IndicatorType;
import java.io.IOException;
import java.util.Optional;

/**
 * Somebody's wish that a thing have a tag.
 *
 * @param line where it stands in a file
 * @param value what names the thing, such as a hash
 * @param type what type of indicator it is, if it is one and the file says so
 * @param tag a name, as it stands there
 */
public record TagLine(long line, String value, Optional<IndicatorType> type, String tag) {

  /** What is done with lines, as a file is read. */
  public interface Sink {
    void wished(TagLine wish) throws IOException;

    /** A line, or a tag of it, that can't be read as a wish. */
    void refused(long line, String why);
  }

  /** A file of such lines. */
  @FunctionalInterface
  public interface Source {
    /** Hands over all lines, in any order, or throws a refusal if the file is malformed. */
    void read(Sink sink) throws IOException;
  }
}
