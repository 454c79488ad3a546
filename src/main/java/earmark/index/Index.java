package earmark.index;

import earmark.ledger.Entries;
import earmark.ledger.Fold;
import earmark.tag.Thing;

/**
 * A search index of things of each kind; asked itself, it answers for samples. Readers never wait
 * for the writer and see each change whole or not at all.
 */
public interface Index extends Fold, Answers {

  /** What it answers now for things of a kind. */
  Answers of(Thing kind);

  /**
   * What it answered when an entry was the last one: the answers of now with all later entries
   * taken back.
   *
   * @param seq from 0 to the last
   */
  default Answers at(long seq, Entries entries) {
    return at(seq, entries, Thing.SAMPLE);
  }

  /** The same for things of a kind. */
  Answers at(long seq, Entries entries, Thing kind);
}
