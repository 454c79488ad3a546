package earmark.cloud.wire;

import java.time.Duration;
import java.util.Optional;

/** Why a request got no answer. Its message is for people and names no secret. */
abstract sealed class Trouble extends Exception {
  private static final long serialVersionUID = 1L;

  private Trouble(String message) {
    super(message, null, false, false);
  }

  /** The message, which is always there. */
  String reason() {
    return String.valueOf(getMessage());
  }

  /** How long the cloud asks to be left alone. */
  Optional<Duration> patience() {
    return Optional.empty();
  }

  /** The cloud is away or fails; a second attempt may work. */
  static final class Down extends Trouble {
    private static final long serialVersionUID = 1L;

    Down(String message) {
      super(message);
    }
  }

  /** The cloud asks for patience. */
  static final class Busy extends Trouble {
    private static final long serialVersionUID = 1L;

    private final Duration patience;

    Busy(Duration patience) {
      super("It has had too many requests and asks to wait " + patience.toSeconds() + " seconds.");
      this.patience = patience;
    }

    @Override
    Optional<Duration> patience() {
      return Optional.of(patience);
    }
  }

  /** No second attempt will help: the credentials, or an answer that makes no sense. */
  static final class Final extends Trouble {
    private static final long serialVersionUID = 1L;

    Final(String message) {
      super(message);
    }
  }
}
