package earmark.http;

import earmark.access.Caller;
import earmark.refusal.Refusal;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The web server: finds the route, the caller and the handler, and writes the answer. */
public final class Web implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Web.class);
  private static final long STOP_TIMEOUT_MS = 10_000;
  private static final long IDLE_TIMEOUT_MS = 60_000;

  /**
   * Room for a query that names hundreds of enclaves or indicators, each under a key of its own.
   */
  private static final int REQUEST_HEAD_MAX_BYTES = 64 << 10;

  private final List<Door> doors;
  private final Routes routes;
  private final int bodyMaxBytes;
  private final Server server;
  private final ServerConnector connector;
  private final GracefulHandler graceful;

  private Web(List<Door> doors, int bodyMaxBytes, String host, int port) {
    this.doors = doors;
    this.routes = new Routes(doors);
    this.bodyMaxBytes = bodyMaxBytes;
    QueuedThreadPool threads = new QueuedThreadPool();
    threads.setName("web");
    threads.setVirtualThreadsExecutor(new VirtualThreadPool());
    server = new Server(threads);
    server.setStopTimeout(STOP_TIMEOUT_MS);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(REQUEST_HEAD_MAX_BYTES);
    http.setUriCompliance(
        new UriCompliance(
            "earmark",
            EnumSet.of(
                UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT,
                UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
                UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING)));
    connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_TIMEOUT_MS);
    server.addConnector(connector);
    CompressionHandler compression = new CompressionHandler(new Routing());
    compression.putCompression(new GzipCompression());
    graceful = new GracefulHandler(compression);
    server.setHandler(graceful);
    server.setErrorHandler(Web::unreadable);
  }

  /**
   * Starts listening. The last door answers for paths that no other owns.
   *
   * @param port 0 for any free one
   * @param bodyMaxBytes the largest body of a request that is not a file
   */
  public static Web listen(String host, int port, int bodyMaxBytes, List<Door> doors)
      throws IOException {
    Web web = new Web(List.copyOf(doors), bodyMaxBytes, host, port);
    try {
      web.server.start();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("could not listen on " + host + ":" + port, e);
    }
    return web;
  }

  /** All routes of all doors. */
  public List<Route> routes() {
    return doors.stream().flatMap(door -> door.routes().stream()).toList();
  }

  /** The address to reach it at. */
  public URI address() {
    String host = connector.getHost();
    return URI.create("http://" + host + ":" + connector.getLocalPort());
  }

  /**
   * Lets requests that have begun finish, then stops. They are waited for before the connections
   * are told, since those cut off whoever sends a body slowly.
   */
  @Override
  public void close() {
    try {
      graceful.shutdown().get(STOP_TIMEOUT_MS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.warn("Some requests were not finished within {} ms.", STOP_TIMEOUT_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      LOG.warn("Waiting for requests failed.", e);
    }
    try {
      server.stop();
    } catch (Exception e) {
      LOG.warn("The web server did not stop cleanly.", e);
    }
  }

  private final class Routing extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      Answer answer = answer(request);
      write(answer, request, response, callback);
      return true;
    }
  }

  /** The body for a request that can't be read, in words that clients of every door look for. */
  record Unreadable(int code, int status, String title, String message, String detail) {}

  /** Answers requests that never became a call, such as those with a target that is no URI. */
  private static boolean unreadable(Request request, Response response, Callback callback) {
    int status = response.getStatus() >= 400 ? response.getStatus() : 400;
    String reason =
        status >= 500
            ? "The server failed before it could read the request."
            : "The request can't be read: its target or a header is malformed or too large.";
    Answer answer =
        Answer.json(status, new Unreadable(status, status, "Unreadable request", reason, reason))
            .with("Trace-Id", UUID.randomUUID().toString()) // some clients want it on every answer
            .with("Connection", "close"); // so nobody sends another request where this one ended
    write(answer, request, response, callback);
    return true;
  }

  private Answer answer(Request request) {
    String path = path(request);
    Call call = new Call(request, Map.of(), bodyMaxBytes, null);
    Door door = owner(path);
    try {
      switch (routes.find(request.getMethod(), path)) {
        case Routes.Found.Nothing() -> {
          return door.leaving(call, door.answer(call, new Problem.UnknownPath(path)));
        }
        case Routes.Found.WrongMethod(Door other, var allowed) -> {
          Problem problem = new Problem.WrongMethod(request.getMethod(), allowed);
          Answer answer = other.answer(call, problem).with("Allow", String.join(", ", allowed));
          return other.leaving(call, answer);
        }
        case Routes.Found.Here(Routes.Match match) -> {
          door = match.door();
          call = new Call(request, match.parameters(), bodyMaxBytes, null);
          return door.leaving(call, answer(match, call));
        }
      }
    } catch (Refusal refusal) {
      return door.leaving(call, door.answer(call, new Problem.Refused(refusal)));
    } catch (Exception | StackOverflowError e) {
      String id = UUID.randomUUID().toString();
      LOG.error("{} {} failed: {}", request.getMethod(), path, id, e);
      return door.leaving(call, door.answer(call, new Problem.Fault(id)));
    }
  }

  private static Answer answer(Routes.Match match, Call call) throws Exception {
    if (match.route().needs() == Route.Needs.NOBODY) return match.route().handler().handle(call);
    Caller caller =
        match
            .door()
            .caller(call)
            .orElseThrow(
                () -> new Refusal.Unauthenticated("Authentication credentials were not provided."));
    return match.route().handler().handle(call.by(caller));
  }

  private Door owner(String path) {
    return doors.stream().filter(door -> door.owns(path)).findFirst().orElse(doors.getLast());
  }

  /** The raw path of the request target. A target that begins with two slashes is a path too. */
  private static String path(Request request) {
    String target = request.getHttpURI().getPathQuery();
    String authority = request.getHttpURI().getAuthority();
    String path = target == null ? "/" : target;
    int end = path.indexOf('?');
    if (end >= 0) path = path.substring(0, end);
    return authority == null ? path : path.replaceAll("/{2,}", "/");
  }

  private static void write(Answer answer, Request request, Response response, Callback callback) {
    response.setStatus(answer.status());
    HttpFields.Mutable headers = response.getHeaders();
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Cache-Control", "no-store");
    for (Map.Entry<String, String> header : answer.headers().entrySet()) {
      headers.put(header.getKey(), header.getValue());
    }
    // what comes of a body that nobody reads would be taken for the next request
    if (!request.consumeAvailable()) headers.put("Connection", "close");
    boolean bodyless = request.getMethod().equals("HEAD");
    if (answer.stream().isPresent()) {
      if (bodyless) callback.succeeded();
      else stream(answer.stream().get(), request, response, callback);
      return;
    }
    headers.put("Content-Length", String.valueOf(answer.body().length));
    response.write(true, bodyless ? null : ByteBuffer.wrap(answer.body()), callback);
  }

  /** The status is on its way by the time that a stream fails; the client sees it cut off. */
  private static void stream(
      Answer.Stream stream, Request request, Response response, Callback callback) {
    try (OutputStream out = Content.Sink.asOutputStream(response)) {
      stream.writeTo(out);
    } catch (EOFException e) {
      LOG.debug("Whoever read {} has left", request.getHttpURI().getPath());
      callback.failed(e);
      return;
    } catch (IOException | RuntimeException e) {
      LOG.warn("{} was not answered whole: {}", request.getHttpURI().getPath(), e.toString());
      callback.failed(e);
      return;
    }
    callback.succeeded();
  }
}
