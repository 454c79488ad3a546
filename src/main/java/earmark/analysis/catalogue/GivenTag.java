package earmark.analysis.catalogue;

import earmark.tag.SystemTag;
import java.util.List;

/**
 * A System Tag on a file, and why it is there.
 *
 * @param about what the tag means, in words
 * @param when the condition that held
 * @param indicators those that the condition asked for and that fired, in words
 */
public record GivenTag(SystemTag tag, String about, String when, List<String> indicators) {
  public GivenTag {
    indicators = List.copyOf(indicators);
  }
}
