package earmark;

import earmark.ledger.Checkpoint;
import earmark.ledger.Verification;
import earmark.store.jdbc.Restore;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command that makes an instance of what another one exported. */
@Command(
    name = "restore",
    description = {
      "Read what earmark export wrote into a new data folder or an empty database, whole or not at",
      "all: the text, its checksum and the chain of the ledger have to be right."
    },
    footer = {
      "",
      "The bytes of samples and the keys are not in an export: put samples/, token.key and",
      "ledger.key into the data folder from a copy of the old one. Without token.key everybody has",
      "to fetch a new API token."
    })
final class RestoreCommand implements Callable<Integer> {
  @Mixin Where where = new Where();

  @Option(names = "--from", required = true, paramLabel = "FILE", description = "The export.")
  Path from = Path.of("");

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Terminal terminal = new Terminal(spec);
    return terminal.run(
        Terminal.FAILED,
        () -> {
          try (InputStream in = Files.newInputStream(from);
              Place target = where.alone()) {
            Verification.Result.Sound sound = Restore.run(in, target.store(), terminal::aside);
            Checkpoint end = sound.end();
            terminal.line(
                "Restored and checked; the last entry is %d, with the hash".formatted(end.seq()));
            terminal.line(HexFormat.of().formatHex(end.hash()));
            terminal.line("The bytes of samples and the keys were not in the export.");
            return 0;
          }
        });
  }
}
