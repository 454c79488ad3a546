package earmark.access;

import java.time.Instant;
import java.util.Optional;

/**
 * One half of a pair by which a program gets access tokens; the other half, the secret, is shown
 * once and kept as a hash.
 *
 * @param key a UUID in lower case
 * @param login whose it is
 * @param name what it is for; a {@link Title}
 * @param lastUsed when a token was last made for it
 */
public record ApiKey(
    String key, String login, String name, Instant created, Optional<Instant> lastUsed) {}
