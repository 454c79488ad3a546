package earmark.alert.webhook;

import earmark.alert.Post;
import earmark.alert.Webhook;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Posts letters by HTTP/1.1 over a connection of their own. The host's addresses are looked up
 * here, all of them have to be allowed, and the one that was looked at is called: a name that means
 * another address a moment later can't lead elsewhere. Redirects are not followed, proxies not
 * asked, and no more than the beginning of an answer is read.
 */
public final class HttpPost implements Post, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpPost.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final int ANSWER_MAX_BYTES = 1024;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})( .*)?");
  private static final int INTERIM_MAX = 3;

  private final Supplier<URI> page;
  private final String version;
  private final Duration timeout;
  private final boolean privateAllowed;
  private final SSLSocketFactory tls;
  private final InstantSource clock;
  private final ScheduledExecutorService deadlines = deadlines();

  /**
   * @param page where users reach this server, for links
   * @param timeout how long sending may take from the first look-up to the answer
   * @param privateAllowed whether addresses of this machine and of private networks may be called
   */
  public HttpPost(
      Supplier<URI> page,
      String version,
      Duration timeout,
      boolean privateAllowed,
      SSLSocketFactory tls,
      InstantSource clock) {
    this.page = page;
    this.version = version;
    this.timeout = timeout;
    this.privateAllowed = privateAllowed;
    this.tls = tls;
    this.clock = clock;
  }

  private static ScheduledExecutorService deadlines() {
    ScheduledThreadPoolExecutor one =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("webhook-deadlines").factory());
    one.setRemoveOnCancelPolicy(true);
    return one;
  }

  @Override
  public byte[] write(Letter letter) {
    return JSON.writeValueAsBytes(LetterBody.of(letter, page.get()));
  }

  @Override
  public Result send(Webhook webhook, String delivery, byte[] body) {
    URI uri = webhook.url().uri();
    long start = System.nanoTime();
    try {
      InetAddress address = allowed(uri.getHost());
      long leftMs = timeout.toMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      if (leftMs <= 0) throw new SocketTimeoutException("looking up the host took too long");
      byte[] head = head(webhook, uri, delivery, body);
      return new Result.Answered(call(uri, address, head, body, Math.toIntExact(leftMs)));
    } catch (UnknownHostException e) {
      return new Result.Failed("The host " + uri.getHost() + " is not known.");
    } catch (SocketTimeoutException e) {
      return new Result.Failed("There was no answer within " + timeout.toMillis() + " ms.");
    } catch (SSLException e) {
      return new Result.Failed("TLS failed: " + e.getMessage());
    } catch (IOException e) {
      LOG.debug("Could not call {}", webhook, e);
      return new Result.Failed("The call failed: " + e.getMessage());
    }
  }

  /** The address to call. */
  private InetAddress allowed(String host) throws IOException {
    InetAddress[] all = InetAddress.getAllByName(withoutBrackets(host));
    if (!privateAllowed && !Arrays.stream(all).allMatch(PublicAddress::is)) {
      throw new IOException(
          host + " is not an address of the internet, and others may not be called from here");
    }
    return all[0];
  }

  /** Of an IPv6 address. */
  private static String withoutBrackets(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private byte[] head(Webhook webhook, URI uri, String delivery, byte[] body) {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    long seconds = clock.instant().getEpochSecond();
    return String.join(
            "\r\n",
            "POST " + path + query + " HTTP/1.1",
            "Host: " + uri.getHost() + port,
            "User-Agent: Earmark/" + version,
            "Content-Type: application/json",
            "Content-Length: " + body.length,
            "Earmark-Delivery: " + delivery,
            Signature.HEADER + ": " + Signature.of(webhook.secret(), seconds, body),
            "Accept: */*",
            "Connection: close",
            "",
            "")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private int call(URI uri, InetAddress address, byte[] head, byte[] body, int timeoutMs)
      throws IOException {
    boolean secure = uri.getScheme().toLowerCase(Locale.ROOT).equals("https");
    int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
    Socket plain = new Socket();
    AtomicBoolean late = new AtomicBoolean();
    ScheduledFuture<?> deadline =
        deadlines.schedule(
            () -> {
              late.set(true);
              close(plain); // whatever it waits for ends now
            },
            timeoutMs,
            TimeUnit.MILLISECONDS);
    try (plain) {
      plain.connect(new InetSocketAddress(address, port), timeoutMs);
      plain.setSoTimeout(timeoutMs);
      plain.setTcpNoDelay(true);
      try (Socket socket = secure ? secured(plain, uri, port) : plain) {
        return exchange(socket, head, body);
      }
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      if (late.get()) throw new SocketTimeoutException(e.getMessage());
      throw e;
    } finally {
      deadline.cancel(false);
    }
  }

  private static int exchange(Socket socket, byte[] head, byte[] body) throws IOException {
    try {
      OutputStream out = socket.getOutputStream();
      out.write(head);
      out.write(body);
      out.flush();
    } catch (IOException e) {
      return earlyStatus(socket, e);
    }
    return status(socket.getInputStream());
  }

  /** What was answered by who hung up without reading everything. */
  private static int earlyStatus(Socket socket, IOException failure) throws IOException {
    try {
      return status(socket.getInputStream());
    } catch (IOException e) {
      failure.addSuppressed(e);
      throw failure;
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("A socket did not close cleanly", e);
    }
  }

  private SSLSocket secured(Socket plain, URI uri, int port) throws IOException {
    SSLSocket socket =
        (SSLSocket) tls.createSocket(plain, withoutBrackets(uri.getHost()), port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  /** The status of the answer, which may come after some that are not the last word. */
  private static int status(InputStream in) throws IOException {
    byte[] read = new byte[ANSWER_MAX_BYTES];
    int length = 0;
    while (true) {
      String text = new String(read, 0, length, StandardCharsets.ISO_8859_1);
      for (int interim = 0; interim <= INTERIM_MAX; interim++) {
        int end = text.indexOf("\r\n");
        if (end < 0) break;
        Matcher line = STATUS.matcher(text.substring(0, end));
        if (!line.matches()) throw new SocketException("the answer is no HTTP");
        int status = Integer.parseInt(line.group(1));
        if (status >= 200) return status;
        int next = text.indexOf("\r\n\r\n");
        if (next < 0) break;
        text = text.substring(next + 4);
      }
      int n = length == read.length ? -1 : in.read(read, length, read.length - length);
      if (n < 0) throw new SocketException("the answer ends before it says anything");
      length += n;
    }
  }

  @Override
  public void close() {
    deadlines.shutdownNow();
  }
}
