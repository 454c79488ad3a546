package earmark.exchange;

import earmark.tag.Tag;
import java.util.Optional;

/**
 * A tag as it leaves.
 *
 * @param name its name here
 * @param original what others call it: the original of its term in a vocabulary, or its name
 * @param colour as {@code #rrggbb}, if a vocabulary has one
 */
public record Label(Tag.Kind kind, String name, String original, Optional<String> colour) {}
