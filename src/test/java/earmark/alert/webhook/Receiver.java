package earmark.alert.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** An HTTP server on this machine that keeps what it is sent, and answers as it is told. */
public final class Receiver implements AutoCloseable {
  private static final long WAIT_S = 60;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Received> all = new ArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private volatile Answering answering = (_, _) -> 204;

  /** A request. */
  public record Received(String path, Map<String, String> headers, byte[] body) {
    public String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /** What is answered to a request, the first of which is 1. */
  @FunctionalInterface
  public interface Answering {
    int status(int number, Received received) throws InterruptedException;
  }

  public Receiver() throws IOException {
    this(0);
  }

  /** At a port that has to be free. */
  public Receiver(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  public void answer(Answering how) {
    answering = how;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public URI address(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
      Received received =
          new Received(
              exchange.getRequestURI().toString(),
              headers,
              exchange.getRequestBody().readAllBytes());
      int status = answering.status(keep(received), received);
      exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/elsewhere");
      exchange.sendResponseHeaders(status, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int keep(Received received) {
    lock.lock();
    try {
      all.add(received);
      more.signalAll();
      return all.size();
    } finally {
      lock.unlock();
    }
  }

  /** All that came so far, in order. */
  public List<Received> received() {
    lock.lock();
    try {
      return List.copyOf(all);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until so many came. */
  public List<Received> await(int count) throws InterruptedException {
    await(() -> all.size() >= count);
    return received();
  }

  /** Waits until something holds, which is asked whenever a request has come. */
  public void await(BooleanSupplier holds) throws InterruptedException {
    lock.lock();
    try {
      long left = TimeUnit.SECONDS.toNanos(WAIT_S);
      while (!holds.getAsBoolean()) {
        if (left <= 0) throw new IllegalStateException("only " + all.size() + " came");
        left = more.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
