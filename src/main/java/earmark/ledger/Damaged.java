package earmark.ledger;

/** The stored entries are not what was once written. Nothing is changed when this is noticed. */
public final class Damaged extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Damaged(String how) {
    super("The ledger is damaged: " + how + ". Nothing was changed; restore a backup.");
  }

  Damaged(String how, Throwable cause) {
    this(how);
    initCause(cause);
  }
}
