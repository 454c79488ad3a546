package earmark.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes an operation back. */
@Command(
    name = "undo",
    description = {
      "Take an operation on User Tags or classifications back, as an operation of its own.",
      "Samples whose tag or classification somebody changed since are left alone."
    },
    footer = {"", "earmark history tells the numbers of operations."})
public final class UndoCommand implements Callable<Integer> {
  @Mixin ChangeRequest change = new ChangeRequest();

  @Parameters(paramLabel = "N", description = "The number of the operation.")
  long operation;

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    return change.send(spec, "/api/v1/operations/" + operation + "/undo", Map.of());
  }
}
