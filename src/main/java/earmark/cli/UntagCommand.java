package earmark.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Takes tags off samples, as one operation. */
@Command(
    name = "untag",
    description = "Take User Tags off samples, all in one operation or none of it.",
    footer = {"", "For example: earmark untag --query 'type:PE #loader' --tags apt28 --preview"})
public final class UntagCommand implements Callable<Integer> {
  @Mixin EditRequest edit = new EditRequest();
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    return edit.send(spec, "remove");
  }
}
