package earmark;

import earmark.store.jdbc.Transfer;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command that moves a stopped instance to another database. */
@Command(
    name = "copy",
    description = {
      "Copy all that a stopped instance knows into an empty database.",
      "The bytes of samples are not copied, nor is token.key: they stay where they are."
    },
    footer = {
      "",
      "A place is sqlite:DIR, where DIR is the data folder of an instance, or",
      "jdbc:postgresql://HOST/DATABASE?user=NAME with the password in EARMARK_STORE_PASSWORD."
    })
final class Copy implements Callable<Integer> {
  @Option(
      names = "--from",
      required = true,
      paramLabel = "PLACE",
      description = "Where the instance is.",
      showDefaultValue = Visibility.NEVER)
  String from = "";

  @Option(
      names = "--to",
      required = true,
      paramLabel = "PLACE",
      description = "The empty database.",
      showDefaultValue = Visibility.NEVER)
  String to = "";

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Terminal terminal = new Terminal(spec);
    return terminal.run(
        Terminal.FAILED,
        () -> {
          try (Place source = Place.open(from, true);
              Place target = Place.open(to, false)) {
            Transfer.run(source.store(), target.store(), terminal::line);
            terminal.line(
                "Copied and compared. The bytes of samples and token.key were not copied:");
            terminal.line("give the new servers the old ones, by --samples and --token-key.");
            return 0;
          }
        });
  }
}
