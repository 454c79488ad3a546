package earmark.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
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

/**
 * Sends every file of a folder to a server. Files that the server knows are not sent again, so an
 * import that was broken off goes on where it stopped.
 */
@Command(
    name = "import",
    description = "Send every file of a folder to a server; run it again to go on.",
    showDefaultValues = true)
public final class ImportCommand implements Callable<Integer> {
  private static final int ASKED_AT_ONCE = 100;

  @Mixin Connection connection = new Connection();

  @Parameters(paramLabel = "DIR", description = "The folder, with all folders below it.")
  Path folder = Path.of(".");

  @Option(names = "--tags", description = "User Tags for every new file, separated by commas.")
  String tags = "";

  @Option(names = "--parallel", description = "How many files are sent at once.")
  int parallel = 2;

  @Spec @Nullable CommandSpec spec;

  private final AtomicInteger added = new AtomicInteger();
  private final AtomicInteger known = new AtomicInteger();
  private final ConcurrentLinkedQueue<String> refused = new ConcurrentLinkedQueue<>();

  @Override
  public Integer call() throws InterruptedException {
    Console console = new Console(spec);
    try {
      List<Path> files = files();
      connection.token();
      sendAll(files);
      console.line(
          "%d files: %d new, %d known, %d refused"
              .formatted(files.size(), added.get(), known.get(), refused.size()));
      refused.forEach(line -> console.complain("refused: " + line));
      return 0;
    } catch (Connection.Failed e) {
      console.complain("Stopped after %d new files; run it again to go on.".formatted(added.get()));
      return console.failed(e);
    } catch (IOException e) {
      return console.failed(new Connection.Failed("Could not read " + folder + ": " + e));
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).filter(file -> !Files.isSymbolicLink(file)).toList();
    }
  }

  private void sendAll(List<Path> files) throws InterruptedException, Connection.Failed {
    try (ProgressBar bar =
            new ProgressBarBuilder()
                .setTaskName("import")
                .setInitialMax(files.size())
                .continuousUpdate()
                .build();
        ExecutorService senders = Executors.newFixedThreadPool(Math.max(1, parallel))) {
      for (int from = 0; from < files.size(); from += ASKED_AT_ONCE) {
        List<Path> some = files.subList(from, Math.min(files.size(), from + ASKED_AT_ONCE));
        List<Future<Void>> sent = new ArrayList<>();
        for (Path file : unknown(some, bar)) {
          sent.add(
              senders.submit(() -> {
                send(file);
                bar.step();
                return null;
              }));
        }
        for (Future<Void> one : sent) await(one);
      }
    }
  }

  private static void await(Future<Void> sent) throws InterruptedException, Connection.Failed {
    try {
      sent.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Connection.Failed failed) throw failed;
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Those of the files that the server does not have; the others are counted. */
  private List<Path> unknown(List<Path> files, ProgressBar bar)
      throws InterruptedException, Connection.Failed {
    List<Path> readable = new ArrayList<>();
    List<String> hashes = new ArrayList<>();
    for (Path file : files) {
      try {
        hashes.add(sha256(file));
        readable.add(file);
      } catch (IOException e) {
        refused.add(file + ": can't be read");
        bar.step();
      }
    }
    Connection.Reply reply = connection.post("/api/v1/samples/known", Map.of("sha256", hashes));
    if (!reply.isSuccess()) throw new Connection.Failed(reply.error());
    Set<String> there = new HashSet<>();
    for (JsonNode hash : reply.body().path("known")) there.add(hash.asString());
    List<Path> unknown = new ArrayList<>();
    for (int i = 0; i < readable.size(); i++) {
      if (there.add(hashes.get(i))) {
        unknown.add(readable.get(i));
      } else {
        known.incrementAndGet();
        bar.step();
      }
    }
    return unknown;
  }

  private void send(Path file) throws InterruptedException, Connection.Failed {
    String boundary = UUID.randomUUID().toString();
    String name = file.getFileName().toString().replaceAll("[\"\\\\\\r\\n]", "_");
    String fields =
        """
        --%1$s
        Content-Disposition: form-data; name="tags"

        %2$s
        --%1$s
        Content-Disposition: form-data; name="file"; filename="%3$s"
        Content-Type: application/octet-stream

        """
            .formatted(boundary, tags, name)
            .replace("\n", "\r\n");
    Connection.Reply reply;
    try {
      reply =
          connection.post(
              "/api/v1/samples",
              "multipart/form-data; boundary=" + boundary,
              BodyPublishers.concat(
                  BodyPublishers.ofString(fields, StandardCharsets.UTF_8),
                  BodyPublishers.ofFile(file),
                  BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")));
    } catch (IOException e) {
      refused.add(file + ": can't be read");
      return;
    }
    switch (reply.status()) {
      case 201 -> added.incrementAndGet();
      case 200 -> known.incrementAndGet();
      case 400, 413 -> refused.add(file + ": " + reply.error());
      default -> throw new Connection.Failed(reply.error());
    }
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(((DigestInputStream) in).getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
