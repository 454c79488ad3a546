package earmark;

import earmark.ledger.Entries;
import earmark.ledger.Verification;
import earmark.store.jdbc.ReadOnly;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command that signs the end of a ledger, which it checks first. */
@Command(
    name = "checkpoint",
    description = {
      "Check the ledger, and print its end, signed with the key of the instance.",
      "A server may run meanwhile."
    },
    footer = {
      "",
      "Keep what it prints where nobody who can write to the instance can write; earmark verify",
      "--checkpoint shows later that nothing up to it was changed. The key is ledger.key in --data,",
      "made when it is first needed. Keep its public part, too, to know the key again."
    })
final class CheckpointCommand implements Callable<Integer> {
  @Mixin Where where = new Where();

  @Option(names = "--public-key", description = "Print the public key instead, in PEM.")
  boolean publicKey;

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Terminal terminal = new Terminal(spec);
    return terminal.run(
        Terminal.FAILED,
        () -> {
          if (!Files.isDirectory(where.data)) throw new NoSuchFileException(where.data.toString());
          if (publicKey) {
            terminal.text(LedgerKey.of(where.data).publicText());
            return 0;
          }
          try (ReadOnly one = where.reader();
              ReadOnly other = where.reader()) {
            List<Entries> readers = List.of(one.entries(), other.entries());
            return switch (Verification.of(readers, Optional.empty(), false)) {
              case Verification.Result.Sound(var end) -> {
                terminal.text(end.sign(LedgerKey.of(where.data).privateKey()));
                yield 0;
              }
              case Verification.Result.Broken(long seq, String why) -> {
                terminal.aside("Nothing was signed: entry " + seq + " does not fit: " + why + ".");
                yield Terminal.FAILED;
              }
            };
          }
        });
  }
}
