package earmark.ledger;

class MemoryEntriesTest implements EntriesContract {
  @Override
  public Entries entries() {
    return new MemoryEntries();
  }
}
