package earmark.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/**
 * Which samples' tags are to be edited, and which tags: the options of {@code tag} and {@code
 * untag}.
 */
final class EditRequest {
  @Mixin ChangeRequest change = new ChangeRequest();
  @Mixin Selection selection = new Selection();

  @Option(
      names = "--tags",
      required = true,
      paramLabel = "TAG,TAG",
      description = "User Tags, separated by commas.")
  String tags = "";

  /**
   * Sends it.
   *
   * @param field where the tags go, {@code add} or {@code remove}
   */
  int send(@Nullable CommandSpec spec, String field) throws InterruptedException {
    Map<String, Object> body = selection.body(spec);
    List<String> names = split(tags);
    if (names.isEmpty()) throw Selection.misused(spec, "--tags names no tag.");
    body.put(field, names);
    return change.send(spec, "/api/v1/samples/tags", body);
  }

  /** Tags that are separated by commas, with blanks around them. */
  static List<String> split(String tags) {
    return Arrays.stream(tags.split(",", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
