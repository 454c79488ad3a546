package earmark.snapshot;

import java.io.IOException;

/** A file that is no snapshot, or a damaged one, or one of another version. */
public final class Unusable extends IOException {
  private static final long serialVersionUID = 1L;

  public Unusable(String message) {
    super(message);
  }
}
