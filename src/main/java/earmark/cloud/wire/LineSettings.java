package earmark.cloud.wire;

import java.net.URI;
import java.time.Duration;

/**
 * How to speak to a cloud.
 *
 * @param base the address before the paths, with neither query nor slash at the end
 * @param authorization the header that says who asks; a secret
 * @param timeout how long an answer may take, and how long a download may stand still
 * @param requestsPerSecond how many requests are sent at most
 * @param failuresMax after so many failures in a row the cloud is left alone
 * @param pause for so long
 */
public record LineSettings(
    URI base,
    String authorization,
    Duration timeout,
    double requestsPerSecond,
    int failuresMax,
    Duration pause) {

  /** Without the secret. */
  @Override
  public String toString() {
    return "LineSettings[" + base + "]";
  }
}
