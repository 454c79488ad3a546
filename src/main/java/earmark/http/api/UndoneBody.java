package earmark.http.api;

import earmark.ledger.Change;
import earmark.ledger.Entry;
import earmark.sample.SampleTags;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an undo did, or would do. */
record UndoneBody(
    @Nullable Long operation,
    boolean preview,
    long undoes,
    int samples,
    List<EditedBody.EditedTag> tags,
    Verdicts verdicts) {

  /**
   * What it did with what was said of samples; the numbers count samples.
   *
   * @param changed of which is said again what was before
   * @param unchanged of which somebody said something since, or which are gone
   */
  record Verdicts(int changed, int unchanged) {}

  static UndoneBody of(Entry undone, SampleTags.Undone result, boolean preview) {
    List<EditedBody.EditedTag> tags = new ArrayList<>();
    for (SampleTags.Restored restored : result.results()) {
      String name = restored.name().text();
      boolean back = restored.added() > 0 || wasTakenOff(undone, name);
      tags.add(
          new EditedBody.EditedTag(
              name,
              EditedBody.action(back),
              back ? restored.added() : restored.removed(),
              restored.leftAlone(),
              restored.skipped()));
      if (back && restored.removed() > 0) {
        tags.add(
            new EditedBody.EditedTag(name, EditedBody.action(false), restored.removed(), 0, 0));
      }
    }
    return new UndoneBody(
        result.operation().orElse(null),
        preview,
        undone.seq(),
        result.samples(),
        tags,
        new Verdicts(result.verdicts(), result.verdictsLeft()));
  }

  private static boolean wasTakenOff(Entry undone, String name) {
    return undone.changes().stream()
        .anyMatch(change ->
            change instanceof Change.Tagged tagged
                && tagged.tag().name().equals(name)
                && !tagged.removed().isEmpty());
  }
}
