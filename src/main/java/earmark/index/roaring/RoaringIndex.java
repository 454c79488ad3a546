package earmark.index.roaring;

import earmark.index.Answers;
import earmark.index.Index;
import earmark.ledger.Entries;
import earmark.tag.Thing;

/** The index in process. One writer, any number of readers, none waits for another. */
public final class RoaringIndex implements Index {
  private final Past past = new Past();
  private volatile Moment moment;

  /** An index of nothing. */
  public RoaringIndex() {
    moment = Moment.empty();
  }

  /** An index that goes on from where {@link #saved} was called. */
  public RoaringIndex(SavedIndex saved) {
    moment = saved.moment();
  }

  /** All that readers see now, which does not change any more. */
  public SavedIndex saved() {
    return new SavedIndex(moment);
  }

  @Override
  public long seq() {
    return moment.seq();
  }

  @Override
  public Draft draft() {
    return new MomentDraft(moment, next -> moment = next);
  }

  @Override
  public Answers of(Thing kind) {
    return moment.of(kind);
  }

  @Override
  public Answers at(long seq, Entries entries, Thing kind) {
    return past.at(seq, moment, entries).of(kind);
  }
}
