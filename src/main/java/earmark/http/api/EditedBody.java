package earmark.http.api;

import earmark.sample.SampleTags;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a change of tags did, or would do. */
record EditedBody(@Nullable Long operation, boolean preview, int samples, List<EditedTag> tags) {

  /** What happened to one tag; the numbers count samples. */
  record EditedTag(String name, String action, int changed, int unchanged, int skipped) {}

  static EditedBody of(SampleTags.Edited edited, boolean preview) {
    return new EditedBody(
        edited.operation().orElse(null),
        preview,
        edited.samples(),
        edited.results().stream()
            .map(result ->
                new EditedTag(
                    result.name().text(),
                    action(result.added()),
                    result.changed(),
                    result.unchanged(),
                    result.skipped()))
            .toList());
  }

  static String action(boolean added) {
    return added ? "add" : "remove";
  }
}
