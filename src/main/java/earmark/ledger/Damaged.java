package earmark.ledger;

/** The stored entries are not what was once written. Nothing is changed when this is noticed. */
public final class Damaged extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String how;

  Damaged(String how) {
    super("The ledger is damaged: " + how + ". Nothing was changed; restore a backup.");
    this.how = how;
  }

  Damaged(String how, Throwable cause) {
    this(how);
    initCause(cause);
  }

  /** For a store that finds something in an entry that no version of it can have written. */
  public static Damaged unreadable(long seq, Exception cause) {
    return new Damaged("entry " + seq + " has a field that can't be read", cause);
  }

  /** What is wrong, as a clause. */
  String how() {
    return how;
  }
}
