package earmark.vocabulary;

import java.util.Optional;

/**
 * A term as it is offered to somebody who tags.
 *
 * @param name its legal name as a tag of the kind in question; absent if it has none
 * @param about what it means, cut to a few words; may be empty
 */
public record Known(
    String vocabulary,
    String original,
    Optional<String> name,
    String about,
    Optional<String> colour) {}
