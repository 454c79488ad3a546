package earmark.cloud.wire;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.Policy;
import dev.failsafe.RateLimitExceededException;
import dev.failsafe.RateLimiter;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedSupplier;
import earmark.cloud.Cloud;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The line to a cloud. Safe for any thread. */
public final class Line implements AutoCloseable {
  /** The largest answer that is read, in bytes; a page of 10,000 entries has about 6 MB. */
  static final int ANSWER_MAX_BYTES = 32 << 20;

  private static final int ATTEMPTS_MAX = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(300);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** How long to wait if the cloud asks for patience without saying how much. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final Duration PATIENCE_MAX = Duration.ofHours(1);
  private static final int PIECE_BYTES = 1 << 16;

  private final LineSettings settings;
  private final HttpClient client;
  private final RateLimiter<Object> rate;
  private final CircuitBreaker<Object> breaker;
  private final RetryPolicy<Object> retry;
  private volatile long silentUntilNs = System.nanoTime();

  public Line(LineSettings settings) {
    this.settings = settings;
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.timeout())
            .followRedirects(HttpClient.Redirect.NEVER) // who asks is said to this host alone
            .build();
    rate =
        RateLimiter.smoothBuilder(
                Duration.ofNanos((long) (1_000_000_000 / settings.requestsPerSecond())))
            .withMaxWaitTime(settings.timeout())
            .build();
    breaker =
        CircuitBreaker.builder()
            .handle(Trouble.Down.class)
            .withFailureThreshold(settings.failuresMax())
            .withDelay(settings.pause())
            .build();
    retry =
        RetryPolicy.builder()
            .handle(Trouble.Down.class, Trouble.Busy.class)
            .abortIf((_, failure) ->
                failure instanceof Trouble.Busy busy
                    && busy.patience().orElseThrow().compareTo(LONGEST_PAUSE) > 0)
            .withMaxAttempts(ATTEMPTS_MAX)
            .withBackoff(FIRST_PAUSE, LONGEST_PAUSE)
            .withDelayFnOn(
                context ->
                    context.getLastException() instanceof Trouble.Busy busy
                        ? busy.patience().orElseThrow()
                        : FIRST_PAUSE,
                Trouble.Busy.class)
            .withJitter(0.2)
            .withMaxDuration(settings.timeout())
            .build();
  }

  /** What came back. */
  public sealed interface Reply {
    /** Some answer that is none of the failures that every cloud has: 2xx, 400 or 404. */
    record Answer(int status, byte[] body) implements Reply {}

    /** Nothing of use, and this is why. */
    record Failed(String reason) implements Reply {}
  }

  /** The host, as people name it. */
  public String host() {
    String host = settings.base().getAuthority();
    return host == null ? settings.base().toString() : host;
  }

  /** Asks with GET; up to three attempts. */
  public Reply get(String path) {
    return ask(request(path).timeout(settings.timeout()).GET().build());
  }

  /** Asks with POST and a JSON body; up to three attempts. */
  public Reply post(String path, byte[] json) {
    return ask(
        request(path)
            .timeout(settings.timeout())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(json))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(settings.base() + path))
        .header("Authorization", settings.authorization())
        .header("User-Agent", "Earmark");
  }

  private Reply ask(HttpRequest request) {
    try {
      return guarded(List.of(retry, breaker, rate), () -> answer(request));
    } catch (Trouble trouble) {
      return new Reply.Failed(trouble.reason());
    }
  }

  private Reply answer(HttpRequest request) throws Trouble {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_MAX_BYTES));
    try {
      HttpResponse<byte[]> response =
          answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
      check(response);
      return new Reply.Answer(response.statusCode(), response.body());
    } catch (TimeoutException e) {
      throw new Trouble.Down(slow());
    } catch (ExecutionException e) {
      throw trouble(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble.Final("This server is stopping.");
    } finally {
      answer.cancel(true);
    }
  }

  /**
   * Downloads a body of any size; one attempt.
   *
   * @param name makes the name of the file out of the header {@code Content-Disposition}
   */
  public Cloud.Fetched fetch(String path, Cloud.Receiver receiver, FileName name) {
    HttpRequest request = request(path).timeout(settings.timeout()).GET().build();
    try {
      return guarded(List.of(breaker, rate), () -> receive(request, receiver, name));
    } catch (Trouble trouble) {
      return new Cloud.Fetched.Unavailable(trouble.reason(), trouble.patience());
    }
  }

  /** Reads the name of a file off a header. */
  @FunctionalInterface
  public interface FileName {
    String of(String contentDisposition);
  }

  private Cloud.Fetched receive(HttpRequest request, Cloud.Receiver receiver, FileName name)
      throws Trouble {
    try {
      HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        check(response);
        if (response.statusCode() != 200) {
          return new Cloud.Fetched.Absent("The cloud does not have the bytes of this sample.");
        }
        if (!copy(body, receiver)) throw new Trouble.Final("The download was stopped here.");
        return new Cloud.Fetched.Whole(
            response.headers().firstValue("Content-Disposition").map(name::of).orElse(""));
      }
    } catch (IOException e) {
      throw trouble(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble.Final("This server is stopping.");
    }
  }

  /** Whether all was received: else the receiver wants no more. */
  private boolean copy(InputStream body, Cloud.Receiver receiver) throws IOException, Trouble {
    byte[] piece = new byte[PIECE_BYTES];
    try (Watch watch = Watch.over(body, settings.timeout())) {
      while (receiver.goesOn()) {
        int length = watch.read(piece);
        if (length < 0) return true;
        receiver.piece(piece, 0, length);
      }
      return false;
    } catch (Watch.StoodStill e) {
      throw new Trouble.Down(slow());
    }
  }

  private <T> T guarded(List<? extends Policy<Object>> policies, CheckedSupplier<T> work)
      throws Trouble {
    long rest = silentUntilNs - System.nanoTime();
    if (rest > 0) throw new Trouble.Busy(Duration.ofNanos(rest).plusSeconds(1));
    try {
      return Failsafe.with(policies).get(work);
    } catch (CircuitBreakerOpenException e) {
      throw new Trouble.Final(
          "It failed several times and is left alone for a moment; try again later.");
    } catch (RateLimitExceededException e) {
      throw new Trouble.Final("Too many requests wait for it already.");
    } catch (FailsafeException e) {
      if (e.getCause() instanceof Trouble trouble) throw trouble;
      if (e.getCause() instanceof InterruptedException) {
        Thread.currentThread().interrupt();
        throw new Trouble.Final("This server is stopping.");
      }
      throw e;
    }
  }

  /** Throws for the statuses that mean the same everywhere. */
  private void check(HttpResponse<?> response) throws Trouble {
    int status = response.statusCode();
    if (status == 429) throw busy(response);
    if (status == 401) throw new Trouble.Final("It does not accept our credentials (401).");
    if (status == 403) throw new Trouble.Final("Our account has no right to this (403).");
    if (status >= 500) throw new Trouble.Down("It failed (" + status + ").");
    boolean known = (status >= 200 && status < 300) || status == 400 || status == 404;
    if (!known) throw new Trouble.Final("It answered " + status + ", which makes no sense here.");
  }

  private Trouble busy(HttpResponse<?> response) {
    Duration patience =
        response
            .headers()
            .firstValue("Retry-After")
            .filter(text -> text.matches("[0-9]{1,6}"))
            .map(text -> Duration.ofSeconds(Long.parseLong(text)))
            .orElse(PATIENCE);
    Duration some = patience.compareTo(PATIENCE_MAX) < 0 ? patience : PATIENCE_MAX;
    if (some.compareTo(LONGEST_PAUSE) > 0) silentUntilNs = System.nanoTime() + some.toNanos();
    return new Trouble.Busy(some);
  }

  private Trouble trouble(@Nullable Throwable cause) {
    String message = cause == null ? "" : String.valueOf(cause.getMessage());
    if (cause instanceof java.net.http.HttpTimeoutException) return new Trouble.Down(slow());
    if (cause instanceof ConnectException) return new Trouble.Down("It can't be reached.");
    if (message.contains("capacity")) { // the words of BodyHandlers.limiting
      return new Trouble.Final("Its answer is larger than " + ANSWER_MAX_BYTES + " bytes.");
    }
    if (cause instanceof IOException) return new Trouble.Down("The connection broke off.");
    throw new IllegalStateException("a request failed in an unknown way", cause);
  }

  private String slow() {
    return "It did not answer within " + settings.timeout().toSeconds() + " seconds.";
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
