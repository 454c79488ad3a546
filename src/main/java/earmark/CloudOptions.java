package earmark;

import earmark.cloud.wire.LineSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * The options of {@link Serve} that say where samples are that are not here. The secret comes from
 * the environment or a file, never from the command line, which everybody on the machine can read.
 */
final class CloudOptions {
  private static final int PAGE_MAX = 10_000;

  @Option(
      names = "--cloud-url",
      paramLabel = "URL",
      description = "Address of the cloud; without it there is none (EARMARK_CLOUD_URL).",
      defaultValue = "${env:EARMARK_CLOUD_URL}")
  @Nullable URI url;

  @Option(
      names = "--cloud-kind",
      paramLabel = "intelligence|earmark",
      description = "Spectra Intelligence, or another Earmark (EARMARK_CLOUD_KIND).",
      defaultValue = "${env:EARMARK_CLOUD_KIND:-intelligence}")
  String kind = "intelligence";

  @Option(
      names = "--cloud-user",
      description = "Who asks Spectra Intelligence (EARMARK_CLOUD_USER).",
      defaultValue = "${env:EARMARK_CLOUD_USER}")
  @Nullable String user;

  @Option(
      names = "--cloud-secret-file",
      paramLabel = "FILE",
      description =
          "File with the password for Spectra Intelligence, or the API token for an Earmark"
              + " (EARMARK_CLOUD_SECRET_FILE); or the variable EARMARK_CLOUD_SECRET itself.",
      defaultValue = "${env:EARMARK_CLOUD_SECRET_FILE}")
  @Nullable Path secretFile;

  @Option(
      names = "--cloud-seconds",
      description =
          "How long an answer of the cloud may take, and a download stand still, in seconds"
              + " (EARMARK_CLOUD_SECONDS).",
      defaultValue = "${env:EARMARK_CLOUD_SECONDS:-20}")
  int seconds;

  @Option(
      names = "--cloud-rate",
      description = "Most requests to the cloud a second (EARMARK_CLOUD_RATE).",
      defaultValue = "${env:EARMARK_CLOUD_RATE:-1}")
  double rate;

  @Option(
      names = "--cloud-page",
      description = "Most samples on one page of the cloud (EARMARK_CLOUD_PAGE).",
      defaultValue = "${env:EARMARK_CLOUD_PAGE:-100}")
  int page;

  @Option(
      names = "--cloud-failures",
      description =
          "After so many failures in a row the cloud is left alone (EARMARK_CLOUD_FAILURES).",
      defaultValue = "${env:EARMARK_CLOUD_FAILURES:-5}")
  int failures;

  @Option(
      names = "--cloud-pause-seconds",
      description = "For so long, in seconds (EARMARK_CLOUD_PAUSE_SECONDS).",
      defaultValue = "${env:EARMARK_CLOUD_PAUSE_SECONDS:-30}")
  int pauseSeconds;

  /**
   * The cloud, if there is one.
   *
   * @throws ParameterException if an option makes no sense
   */
  Optional<Config.Cloud> read(CommandSpec spec) {
    if (url == null || url.toString().isEmpty()) return Optional.empty();
    String scheme = String.valueOf(url.getScheme());
    boolean plain =
        url.getHost() != null && url.getRawQuery() == null && url.getRawUserInfo() == null;
    if (!plain || !(scheme.equals("https") || scheme.equals("http"))) {
      throw wrong(spec, "--cloud-url must be an http or https address without user and query.");
    }
    Config.Cloud.Kind which = kind(spec);
    require(spec, "--cloud-seconds", seconds, 600);
    require(spec, "--cloud-page", page, PAGE_MAX);
    require(spec, "--cloud-failures", failures, 1000);
    require(spec, "--cloud-pause-seconds", pauseSeconds, 86_400);
    if (!(rate >= 0.01 && rate <= 1000)) {
      throw wrong(spec, "--cloud-rate must be from 0.01 to 1000.");
    }
    LineSettings line =
        new LineSettings(
            URI.create(url.toString().replaceAll("/+$", "")),
            authorization(spec, which),
            Duration.ofSeconds(seconds),
            rate,
            failures,
            Duration.ofSeconds(pauseSeconds));
    return Optional.of(new Config.Cloud(which, line, page));
  }

  private Config.Cloud.Kind kind(CommandSpec spec) {
    return switch (kind.toLowerCase(Locale.ROOT)) {
      case "intelligence" -> Config.Cloud.Kind.INTELLIGENCE;
      case "earmark" -> Config.Cloud.Kind.EARMARK;
      default -> throw wrong(spec, "--cloud-kind must be intelligence or earmark.");
    };
  }

  private String authorization(CommandSpec spec, Config.Cloud.Kind which) {
    String secret = secret(spec);
    return switch (which) {
      case EARMARK -> "Token " + secret;
      case INTELLIGENCE -> {
        if (user == null || user.isEmpty() || user.contains(":")) {
          throw wrong(spec, "--cloud-user must name a user, without a colon.");
        }
        byte[] pair = (user + ":" + secret).getBytes(StandardCharsets.UTF_8);
        yield "Basic " + Base64.getEncoder().encodeToString(pair);
      }
    };
  }

  private String secret(CommandSpec spec) {
    String secret = System.getenv("EARMARK_CLOUD_SECRET");
    if (secretFile != null) {
      try {
        secret = Files.readString(secretFile).strip();
      } catch (IOException e) {
        throw wrong(spec, "--cloud-secret-file can't be read: " + e.getMessage());
      }
    }
    if (secret == null || secret.isEmpty() || secret.chars().anyMatch(c -> c < ' ')) {
      throw wrong(
          spec, "A cloud needs EARMARK_CLOUD_SECRET or --cloud-secret-file with one line of text.");
    }
    return secret;
  }

  private static void require(CommandSpec spec, String option, int value, int max) {
    if (value < 1 || value > max) throw wrong(spec, option + " must be from 1 to " + max + ".");
  }

  private static ParameterException wrong(CommandSpec spec, String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
