package earmark.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Deletes samples, as one operation. */
@Command(
    name = "delete",
    description = {
      "Delete samples with their tags, analyses and bytes, all in one operation or none of it.",
      "Files that were extracted from them go with them. This can't be undone."
    },
    footer = {"", "For example: earmark delete --query 'tag-user:obsolete' --preview"})
public final class DeleteCommand implements Callable<Integer> {
  @Mixin ChangeRequest change = new ChangeRequest();
  @Mixin Selection selection = new Selection();
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    return change.send(spec, "/api/v1/samples/delete", selection.body(spec), this::tell);
  }

  private void tell(Console console, JsonNode answer) {
    console.line(
        "%s%,d samples with %,d User Tags %s."
            .formatted(
                change.begin(answer),
                answer.path("samples").asLong(),
                answer.path("userTags").asLong(),
                change.preview ? "would be deleted" : "are deleted"));
  }
}
