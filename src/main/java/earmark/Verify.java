package earmark;

import earmark.ledger.Checkpoint;
import earmark.ledger.Verification;
import earmark.store.jdbc.ReadOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command that checks the ledger of an instance; a server may run meanwhile. */
@Command(
    name = "verify",
    description = {
      "Check that the ledger is what was once written: every entry follows from the one before.",
      "A server may run meanwhile."
    },
    footer = {
      "",
      "Only a checkpoint that was kept elsewhere shows that entries were cut off at the end, or",
      "rewritten from one on to the last. Make one with earmark checkpoint.",
      "",
      "Ends with 0 if everything fits, with 1 if something does not, with 2 if it can't be told."
    })
final class Verify implements Callable<Integer> {
  @Mixin Where where = new Where();

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description = "A checkpoint of this ledger, which has to be in it still.")
  @Nullable Path checkpoint;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "The public key that the checkpoint has to be signed with; else it is that of ledger.key"
              + " in --data, which whoever changed the ledger may have changed, too.")
  @Nullable Path key;

  @Option(names = "--json", description = "Print a JSON object instead of text.")
  boolean json;

  @Spec @Nullable CommandSpec spec;

  /** The answer as JSON. */
  record Answer(
      boolean sound,
      @Nullable Long entries,
      @Nullable Instant at,
      @Nullable String hash,
      @Nullable Long checkpoint,
      @Nullable Long misfit,
      @Nullable String why,
      double seconds) {}

  @Override
  public Integer call() {
    Terminal terminal = new Terminal(spec);
    return terminal.run(
        Terminal.MISUSED,
        () -> {
          Optional<Checkpoint> noted = noted();
          try (ReadOnly one = where.reader();
              ReadOnly other = where.reader()) {
            long began = System.nanoTime();
            Verification.Result result =
                Verification.of(List.of(one.entries(), other.entries()), noted, false);
            double seconds = (System.nanoTime() - began) / 1e9;
            return switch (result) {
              case Verification.Result.Sound(Checkpoint end) -> {
                if (json) terminal.json(answer(end, noted, seconds));
                else tell(terminal, end, noted, seconds);
                yield 0;
              }
              case Verification.Result.Broken(long seq, String why) -> {
                if (json) {
                  terminal.json(new Answer(false, null, null, null, null, seq, why, seconds));
                } else {
                  terminal.aside("Entry " + seq + " does not fit: " + why + ".");
                }
                yield Terminal.FAILED;
              }
            };
          }
        });
  }

  private Optional<Checkpoint> noted() throws IOException {
    if (checkpoint == null) return Optional.empty();
    Path publicKey = key == null ? where.data.resolve(LedgerKey.FILE) : key;
    return Optional.of(
        Checkpoint.verify(Files.readString(checkpoint), LedgerKey.publicKey(publicKey)));
  }

  private static Answer answer(Checkpoint end, Optional<Checkpoint> noted, double seconds) {
    return new Answer(
        true,
        end.seq(),
        end.at(),
        HexFormat.of().formatHex(end.hash()),
        noted.map(Checkpoint::seq).orElse(null),
        null,
        null,
        seconds);
  }

  private static void tell(
      Terminal terminal, Checkpoint end, Optional<Checkpoint> noted, double seconds) {
    terminal.line(
        "All %,d entries fit; checked in %.1f s, %,.0f a second."
            .formatted(end.seq(), seconds, end.seq() / Math.max(seconds, 1e-9)));
    if (end.seq() > 0) {
      terminal.line("The last is of %s and has the hash".formatted(end.at()));
      terminal.line(HexFormat.of().formatHex(end.hash()));
    }
    noted.ifPresent(point ->
        terminal.line("The checkpoint of entry %,d is still in it.".formatted(point.seq())));
  }
}
