package earmark.sample;

import earmark.ledger.Change;
import earmark.ledger.Entry;
import earmark.ledger.State;
import earmark.ledger.Undo;
import earmark.search.Column;
import earmark.tag.Thing;
import earmark.things.Growing;
import earmark.things.ThingSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What it means to take an operation on samples back: User Tags and what was said of samples are as
 * before; verdicts follow from that anew. For one undo.
 */
final class SampleUndo implements Undo.Rule {
  private static final Set<String> FIELDS = Set.of(Column.VERDICT.field());

  private final Undo.Rule tags;
  private final ExtractedFiles extracted;
  private Family family = Family.NOBODY;

  /**
   * @param tags what it means for tags
   */
  SampleUndo(Undo.Rule tags, ExtractedFiles extracted) {
    this.tags = tags;
    this.extracted = extracted;
  }

  @Override
  public Thing kind() {
    return Thing.SAMPLE;
  }

  @Override
  public void check(Entry operation) {
    tags.check(operation);
    family = Family.of(extracted, judged(operation.changes()));
  }

  @Override
  public List<? extends Change> decide(State state, List<Change.Tagged> wanted) {
    return tags.decide(state, wanted);
  }

  @Override
  public Set<String> fields() {
    return FIELDS;
  }

  @Override
  public List<Change> decideFields(State state, Map<Integer, Map<String, List<String>>> former) {
    Map<Integer, List<String>> said = new HashMap<>();
    former.forEach((sample, fields) -> {
      if (state.all().contains(sample)) {
        said.put(sample, fields.getOrDefault(Column.VERDICT.field(), List.of()));
      }
    });
    return VerdictRules.changes(state, said, family);
  }

  /** The samples of which something else is said after some changes. */
  static ThingSet judged(List<Change> changes) {
    Growing samples = new Growing(ThingSet.none());
    for (Change change : changes) {
      if (change instanceof Change.Described described && Judgement.isIn(described)) {
        samples.add(described.thing());
      }
    }
    return samples.get();
  }
}
