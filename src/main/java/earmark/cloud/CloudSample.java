package earmark.cloud;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A sample as a cloud describes it. There is no place for User Tags: those of another instance mean
 * nothing here, and those of this one never leave.
 *
 * @param sha256 in lower-case hex, as are the others; empty if the cloud does not tell
 * @param name may be empty
 * @param type such as {@code PE/Exe}
 * @param classification such as {@code malicious}, in lower case
 * @param riskScore from 0, harmless, to 10
 * @param systemTags absent if the cloud does not tell them in a search
 * @param available whether the cloud has the bytes
 */
public record CloudSample(
    String sha1,
    String sha256,
    String md5,
    String name,
    Optional<String> type,
    long sizeBytes,
    int fileCount,
    Optional<String> classification,
    Optional<String> threatName,
    Optional<Integer> riskScore,
    Optional<List<String>> systemTags,
    Optional<Instant> firstSeen,
    Optional<Instant> lastSeen,
    boolean available) {
  public CloudSample {
    systemTags = systemTags.map(List::copyOf);
  }

  /** The hash to ask for it by: the strongest that is known. */
  public String hash() {
    return sha256.isEmpty() ? sha1 : sha256;
  }
}
