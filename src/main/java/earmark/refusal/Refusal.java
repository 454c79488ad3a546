package earmark.refusal;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asked for and does not get, with a message for the caller: what was wrong and what
 * is allowed. It is an answer, not a failure of ours, so it carries no stack trace.
 */
public abstract sealed class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private Refusal(String message) {
    super(message, null, false, false);
  }

  /** The message, which is always there. */
  public String reason() {
    return String.valueOf(getMessage());
  }

  /** The request can't be read or breaks a rule. */
  public static final class Invalid extends Refusal {
    private static final long serialVersionUID = 1L;

    public Invalid(String message) {
      super(message);
    }
  }

  /** Nobody is known to be asking: no credentials, or wrong ones. */
  public static final class Unauthenticated extends Refusal {
    private static final long serialVersionUID = 1L;

    public Unauthenticated(String message) {
      super(message);
    }
  }

  /** The caller may see it but not do this to it. */
  public static final class Forbidden extends Refusal {
    private static final long serialVersionUID = 1L;

    public Forbidden(String message) {
      super(message);
    }
  }

  /** It does not exist, or the caller may not know that it does. */
  public static final class NotFound extends Refusal {
    private static final long serialVersionUID = 1L;

    public NotFound(String message) {
      super(message);
    }
  }

  /** It contradicts something done before, such as an idempotency key used for another request. */
  public static final class Conflict extends Refusal {
    private static final long serialVersionUID = 1L;

    public Conflict(String message) {
      super(message);
    }
  }

  /** The request is larger than a limit of this instance. */
  public static final class TooLarge extends Refusal {
    private static final long serialVersionUID = 1L;

    public TooLarge(String message) {
      super(message);
    }
  }

  /** The caller has to wait, for example after too many failed logins. */
  public static final class TooMany extends Refusal {
    private static final long serialVersionUID = 1L;

    private final @Nullable Duration wait;

    public TooMany(String message) {
      super(message);
      this.wait = null;
    }

    /** The same with how long to wait. */
    public TooMany(String message, Duration wait) {
      super(message);
      this.wait = wait;
    }

    /** How long to wait, if that is known. */
    public Optional<Duration> waitTime() {
      return Optional.ofNullable(wait);
    }
  }

  /** The instance can't do it now, and nothing was changed: a full disk, or a server going down. */
  public static final class Unavailable extends Refusal {
    private static final long serialVersionUID = 1L;

    public Unavailable(String message) {
      super(message);
    }
  }
}
