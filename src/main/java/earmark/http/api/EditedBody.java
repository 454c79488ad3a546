package earmark.http.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import earmark.likeness.NearDuplicates;
import earmark.sample.SampleTags;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a change of tags did, or would do.
 *
 * @param nearDuplicates names that are new with it, and tags in use that may have been meant
 */
record EditedBody(
    @Nullable Long operation,
    boolean preview,
    int samples,
    List<EditedTag> tags,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<NearBody> nearDuplicates) {

  /** What happened to one tag; the numbers count samples. */
  record EditedTag(String name, String action, int changed, int unchanged, int skipped) {}

  static EditedBody of(SampleTags.Edited edited, boolean preview, List<NearDuplicates.Near> near) {
    return new EditedBody(
        edited.operation().orElse(null),
        preview,
        edited.samples(),
        tags(edited),
        NearBody.all(near));
  }

  static List<EditedTag> tags(SampleTags.Edited edited) {
    return edited.results().stream()
        .map(result ->
            new EditedTag(
                result.name().text(),
                action(result.added()),
                result.changed(),
                result.unchanged(),
                result.skipped()))
        .toList();
  }

  static String action(boolean added) {
    return added ? "add" : "remove";
  }
}
