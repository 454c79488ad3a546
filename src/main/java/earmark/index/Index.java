package earmark.index;

import earmark.ledger.Entries;
import earmark.ledger.Fold;

/** A search index. Readers never wait for the writer and see each change whole or not at all. */
public interface Index extends Fold, Answers {

  /**
   * What it answered when an entry was the last one: the answers of now with all later entries
   * taken back.
   *
   * @param seq from 0 to the last
   */
  Answers at(long seq, Entries entries);
}
