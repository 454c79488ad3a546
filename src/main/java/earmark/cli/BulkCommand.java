package earmark.cli;

import earmark.refusal.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts tags on the samples that a file names. What was carried out already is not carried out
 * again, so a run that was broken off goes on where it stopped.
 */
@Command(
    name = "bulk",
    description =
        "Tag the samples that a file names, some thousands at once; run it again to go on.",
    footer = {
      "",
      "A line is a hash, a tab or comma, and User Tags separated by commas. Empty lines and those",
      "that begin with # say nothing. Lines with the same tags become operations of up to 5,000",
      "samples, each of which is carried out whole or not at all. An operation that was sent before",
      "is not carried out again, also if its tags were taken off meanwhile; --again does that.",
      "",
      "Ends with 1 if some hashes name no sample; the others are tagged all the same."
    })
public final class BulkCommand implements Callable<Integer> {
  private static final int ASKED_AT_ONCE = 1_000;
  private static final int NOT_FOUND = 404;
  private static final int UNKNOWN_SHOWN = 20;

  @Mixin Connection connection = new Connection();

  @Parameters(paramLabel = "FILE", description = "The file; - for standard input.")
  String file = "-";

  @Option(names = "--remove", description = "Take the tags off instead.")
  boolean remove;

  @Option(names = "--again", description = "Carry out also what was sent before.")
  boolean again;

  @Option(names = "--reason", description = "Why; it is kept with the operations.")
  String reason = "";

  @Option(names = "--json", description = "Print a JSON object instead of text.")
  boolean json;

  @Spec @Nullable CommandSpec spec;

  private final List<Long> operations = new ArrayList<>();
  private final List<String> unknown = new ArrayList<>();
  private final List<JsonNode> nearDuplicates = new ArrayList<>();
  private long changed;
  private long unchanged;
  private long skipped;

  /** What came of it; the counts are of tags on samples. */
  record Summary(
      long lines,
      List<Long> operations,
      long changed,
      long unchanged,
      long skipped,
      List<String> unknown,
      List<JsonNode> nearDuplicates) {}

  @Override
  public Integer call() throws InterruptedException {
    Console console = new Console(spec);
    try {
      BulkFile bulk = read();
      try (ProgressBar bar =
          new ProgressBarBuilder()
              .setTaskName("bulk")
              .setInitialMax(bulk.samples())
              .continuousUpdate()
              .build()) {
        for (BulkFile.Part part : bulk.parts()) {
          List<String> known = known(part.hashes());
          if (!known.isEmpty()) send(part.of(known));
          bar.stepBy(part.hashes().size());
        }
      }
      tell(console, bulk);
      return unknown.isEmpty() ? 0 : Console.FAILED;
    } catch (Connection.Failed e) {
      console.complain(
          "Stopped after %,d operations; run it again to go on.".formatted(operations.size()));
      return console.failed(e);
    } catch (Refusal.Invalid e) {
      console.complain("Nothing was sent. " + e.reason());
      return Console.FAILED;
    } catch (NoSuchFileException e) {
      console.complain("There is no " + file + ".");
      return Console.FAILED;
    } catch (IOException e) {
      console.complain("Could not read " + file + ": " + e.getMessage());
      return Console.FAILED;
    }
  }

  private BulkFile read() throws IOException {
    try (BufferedReader in =
        file.equals("-")
            ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
            : Files.newBufferedReader(Path.of(file))) {
      return BulkFile.read(in);
    }
  }

  /** Those that the server has, as far as it tells: SHA256 hashes without a sample are left out. */
  private List<String> known(List<String> hashes) throws Connection.Failed, InterruptedException {
    List<String> sha256 = hashes.stream().filter(hash -> hash.length() == 64).toList();
    Set<String> here = new HashSet<>();
    for (int from = 0; from < sha256.size(); from += ASKED_AT_ONCE) {
      List<String> some = sha256.subList(from, Math.min(from + ASKED_AT_ONCE, sha256.size()));
      JsonNode answer =
          connection.post("/api/v1/samples/known", Map.of("sha256", some)).orFail().body();
      for (JsonNode hash : answer.path("known")) here.add(hash.asString());
    }
    List<String> known = new ArrayList<>();
    for (String hash : hashes) {
      if (hash.length() == 64 && !here.contains(hash)) unknown.add(hash);
      else known.add(hash);
    }
    return known;
  }

  /** Sends a part; if it names a sample that is not there, its halves, to leave out that one. */
  private void send(BulkFile.Part part) throws Connection.Failed, InterruptedException {
    String field = remove ? "remove" : "add";
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("samples", part.hashes());
    body.put(field, part.tags());
    if (!reason.isEmpty()) body.put("reason", reason);
    String key = again ? UUID.randomUUID().toString() : part.key(field, reason);
    Connection.Reply reply = connection.post("/api/v1/samples/tags", body, key);
    if (reply.status() == NOT_FOUND) {
      int half = part.hashes().size() / 2;
      if (half == 0) {
        unknown.addAll(part.hashes());
        return;
      }
      send(part.of(part.hashes().subList(0, half)));
      send(part.of(part.hashes().subList(half, part.hashes().size())));
      return;
    }
    JsonNode answer = reply.orFail().body();
    operations.add(answer.path("operation").asLong());
    for (JsonNode near : answer.path("nearDuplicates")) nearDuplicates.add(near);
    for (JsonNode tag : answer.path("tags")) {
      changed += tag.path("changed").asLong();
      unchanged += tag.path("unchanged").asLong();
      skipped += tag.path("skipped").asLong();
    }
  }

  private void tell(Console console, BulkFile bulk) {
    if (json) {
      Summary summary =
          new Summary(
              bulk.lines(), operations, changed, unchanged, skipped, unknown, nearDuplicates);
      console.line(new JsonMapper().writeValueAsString(summary));
      return;
    }
    console.line(
        "%,d lines in %,d operations: %,d tags %s, %,d unchanged, %,d skipped."
            .formatted(
                bulk.lines(),
                operations.size(),
                changed,
                remove ? "taken off" : "put on",
                unchanged,
                skipped));
    ChangeRequest.tellNearDuplicates(
        console, new JsonMapper().valueToTree(Map.of("nearDuplicates", nearDuplicates)));
    if (unknown.isEmpty()) return;
    console.complain("%,d hashes name no sample here:".formatted(unknown.size()));
    unknown.stream().limit(UNKNOWN_SHOWN).forEach(hash -> console.complain("  " + hash));
    if (unknown.size() > UNKNOWN_SHOWN) console.complain("  … --json names all of them.");
  }
}
