package earmark.ledger;

/**
 * The sum of all entries, kept up to date by the ledger. Only the ledger's pen changes it; whoever
 * reads the fold at the same time sees all of a published draft or nothing of it.
 */
public interface Fold {
  /** The number of the last entry folded, 0 before the first. */
  long seq();

  /**
   * A draft on top of what is published. Dropping it instead of publishing leaves no trace. Anyone
   * may make one to read from it; only the pen may apply entries.
   */
  Draft draft();

  /**
   * The state of samples, and of things of each kind, with some more entries applied; visible only
   * to the pen until it is published.
   */
  interface Draft extends State {
    /** Applies the next entry; the order is that of their numbers. An old one changes nothing. */
    void apply(Entry entry);

    /** Makes everything applied visible to all, at once. */
    void publish();
  }
}
