package earmark.alert.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import earmark.alert.Post;
import earmark.alert.Subscription;
import earmark.alert.Webhook;
import earmark.alert.WebhookUrl;
import earmark.refusal.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HttpPostTest {
  private static final Instant NOW = Instant.parse("2024-05-30T10:20:30.5Z");
  private static final String SECRET = "correct-horse-battery";
  private static final byte[] BODY = "{\"ž\":1}".getBytes(StandardCharsets.UTF_8);

  private static HttpPost post(boolean privateAllowed, int timeoutMs) {
    return new HttpPost(
        () -> URI.create("https://tags.example.org/"),
        "1",
        Duration.ofMillis(timeoutMs),
        privateAllowed,
        (SSLSocketFactory) SSLSocketFactory.getDefault(),
        () -> NOW);
  }

  private static Webhook hook(URI uri) {
    return new Webhook(new WebhookUrl(uri.toString()), SECRET, false);
  }

  private static String failure(Post.Result result) {
    assertThat(result).isInstanceOf(Post.Result.Failed.class);
    return ((Post.Result.Failed) result).why();
  }

  /** HMAC-SHA256 by its definition in RFC 2104, over nothing but a hash function. */
  private static String hmac(String key, byte[] text) throws Exception {
    byte[] padded = Arrays.copyOf(key.getBytes(StandardCharsets.UTF_8), 64);
    byte[] inner = new byte[64 + text.length];
    byte[] outer = new byte[64 + 32];
    for (int i = 0; i < 64; i++) {
      inner[i] = (byte) (padded[i] ^ 0x36);
      outer[i] = (byte) (padded[i] ^ 0x5c);
    }
    System.arraycopy(text, 0, inner, 64, text.length);
    System.arraycopy(sha256(inner), 0, outer, 64, 32);
    return HexFormat.of().formatHex(sha256(outer));
  }

  private static byte[] sha256(byte[] bytes) throws Exception {
    return java.security.MessageDigest.getInstance("SHA-256").digest(bytes);
  }

  @Test
  void a_letter_comes_as_it_was_written_and_its_signature_can_be_verified() throws Exception {
    try (Receiver receiver = new Receiver();
        HttpPost post = post(true, 10_000)) {
      assertThat(post.send(hook(receiver.address("/in?x=%20y")), "d-1", BODY))
          .isEqualTo(new Post.Result.Answered(204));
      Receiver.Received got = receiver.received().getFirst();
      assertThat(got.path()).isEqualTo("/in?x=%20y");
      assertThat(got.body()).isEqualTo(BODY);
      assertThat(got.header("Content-Type")).isEqualTo("application/json");
      assertThat(got.header("Earmark-Delivery")).isEqualTo("d-1");
      assertThat(got.header("Host")).isEqualTo("127.0.0.1:" + receiver.port());
      byte[] signed = (NOW.getEpochSecond() + ".{\"ž\":1}").getBytes(StandardCharsets.UTF_8);
      assertThat(got.header("Earmark-Signature"))
          .isEqualTo("t=" + NOW.getEpochSecond() + ",v1=" + hmac(SECRET, signed));
    }
  }

  /**
   * As {@code printf %s 1717064430.hello | openssl dgst -sha256 -hmac secret-of-18-chars} has it.
   */
  @Test
  void the_signature_is_what_other_programs_compute() {
    assertThat(
            Signature.of(
                "secret-of-18-chars", 1_717_064_430L, "hello".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(
            "t=1717064430,v1=0337a697e000bb89d29c45ecc2b5664218a25012b5fe1461edaaaba5d2952792");
  }

  @Test
  void a_redirect_is_an_answer_like_any_other_and_is_not_followed() throws Exception {
    try (Receiver receiver = new Receiver();
        HttpPost post = post(true, 10_000)) {
      receiver.answer((_, _) -> 302);
      assertThat(post.send(hook(receiver.address("/")), "d", BODY))
          .isEqualTo(new Post.Result.Answered(302));
      assertThat(receiver.received()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:%d/",
        "http://localhost:%d/",
        "http://0.0.0.0:%d/",
        "http://[::1]:%d/",
        "http://[::ffff:127.0.0.1]:%d/",
        "http://[64:ff9b::7f00:1]:%d/",
        "http://10.1.2.3:%d/",
        "http://169.254.169.254:%d/latest/meta-data",
        "http://2130706433:%d/",
        "http://[fd00::1]:%d/",
        "http://[fe80::1]:%d/"
      })
  void an_address_of_this_machine_or_a_private_network_is_not_called(String address)
      throws Exception {
    try (Receiver receiver = new Receiver();
        HttpPost post = post(false, 10_000)) {
      Post.Result result =
          post.send(hook(URI.create(address.formatted(receiver.port()))), "d", BODY);
      assertThat(failure(result)).containsAnyOf("may not be called", "not known");
      assertThat(receiver.received()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "100.127.255.255",
        "127.255.255.255",
        "169.254.1.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.168.9.9",
        "198.19.255.255",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fc00::1",
        "fdff::1",
        "ff02::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "64:ff9b::10.0.0.1",
        "::ffff:10.0.0.1"
      })
  void these_are_not_of_the_internet(String address) {
    assertThat(PublicAddress.is(InetAddress.ofLiteral(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.0.1",
        "172.32.0.1",
        "192.167.1.1",
        "198.17.1.1",
        "198.20.0.0",
        "223.255.255.255",
        "2606:4700::1111",
        "2a00::1",
        "64:ff9b::8.8.8.8",
        "::ffff:8.8.8.8"
      })
  void these_are(String address) {
    assertThat(PublicAddress.is(InetAddress.ofLiteral(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ftp://example.org/",
        "file:///etc/passwd",
        "//example.org/",
        "example.org",
        "http:///path",
        "https://ann:secret@example.org/",
        "https://ann@example.org/",
        "https://example.org/#part",
        "https://example.org:0/",
        "https://example.org:70000/",
        "https://example.org/a b",
        "https://example.org/\r\nX: y",
        "https://exämple.org/",
        "http://[::1"
      })
  void these_are_no_addresses_of_webhooks(String text) {
    assertThatExceptionOfType(Refusal.Invalid.class).isThrownBy(() -> new WebhookUrl(text));
  }

  /** Accepts one connection and answers with these bytes, some at a time. */
  private static ServerSocket answering(String answer, long pauseMs, CountDownLatch over)
      throws IOException {
    ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread.ofVirtual()
        .start(() -> {
          try (Socket socket = server.accept();
              OutputStream out = socket.getOutputStream()) {
            String request = "";
            while (!request.endsWith("{\"ž\":1}")) {
              byte[] some = new byte[4096];
              int n = socket.getInputStream().read(some);
              if (n < 0) return;
              request += new String(some, 0, n, StandardCharsets.UTF_8);
            }
            for (byte b : answer.getBytes(StandardCharsets.ISO_8859_1)) {
              out.write(b);
              out.flush();
              if (pauseMs > 0 && over.await(pauseMs, TimeUnit.MILLISECONDS)) return;
            }
            if (pauseMs > 0) over.await();
          } catch (IOException | InterruptedException e) {
            over.countDown(); // the caller has hung up
          }
        });
    return server;
  }

  private static Post.Result call(String answer, long pauseMs, int timeoutMs) throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (ServerSocket server = answering(answer, pauseMs, over);
        HttpPost post = post(true, timeoutMs)) {
      return post.send(hook(URI.create("http://127.0.0.1:" + server.getLocalPort())), "d", BODY);
    } finally {
      over.countDown();
    }
  }

  @Test
  void an_answer_may_be_long_or_come_after_others_but_no_more_than_its_beginning_is_read()
      throws Exception {
    assertThat(call("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(100_000), 0, 10_000))
        .isEqualTo(new Post.Result.Answered(200));
    assertThat(call("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.0 503 Busy\r\n\r\n", 0, 10_000))
        .isEqualTo(new Post.Result.Answered(503));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "SSH-2.0-OpenSSH\r\n", "HTTP/1.1 abc\r\n\r\n", "HTTP/1.1 200"})
  void what_is_no_answer_is_a_failure(String answer) throws Exception {
    assertThat(failure(call(answer, 0, 10_000))).startsWith("The call failed: ");
  }

  @Test
  void who_does_not_answer_in_time_or_only_drop_by_drop_is_not_waited_for() throws Exception {
    assertThat(failure(call("H", 60_000, 300))).contains("no answer within 300 ms");
    assertThat(failure(call("HTTP/1.1 200 OK and so on and so on", 50, 400)))
        .contains("no answer within 400 ms");
  }

  @Test
  void a_host_that_nobody_knows_or_where_nobody_listens_is_a_failure() throws Exception {
    int port;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
    }
    try (HttpPost post = post(true, 10_000)) {
      assertThat(failure(post.send(hook(URI.create("http://127.0.0.1:" + port)), "d", BODY)))
          .startsWith("The call failed: ");
      assertThat(failure(post.send(hook(URI.create("http://nowhere.invalid/")), "d", BODY)))
          .isEqualTo("The host nowhere.invalid is not known.");
    }
  }

  @Test
  void tls_needs_a_certificate_that_is_trusted_and_of_this_host() throws Exception {
    try (TlsReceiver receiver = TlsReceiver.start(Path.of(System.getProperty("java.io.tmpdir")))) {
      URI right = URI.create("https://localhost:" + receiver.port() + "/in");
      try (HttpPost post = post(true, 10_000)) {
        assertThat(failure(post.send(hook(right), "d", BODY))).startsWith("TLS failed: ");
      }
      try (HttpPost post =
          new HttpPost(
              () -> right, "1", Duration.ofSeconds(10), true, receiver.trusting(), () -> NOW)) {
        assertThat(post.send(hook(right), "d", BODY)).isEqualTo(new Post.Result.Answered(204));
        URI other = URI.create("https://127.0.0.1:" + receiver.port() + "/in");
        assertThat(failure(post.send(hook(other), "d", BODY))).startsWith("TLS failed: ");
      }
      assertThat(receiver.bodies()).hasSize(1);
      assertThat(receiver.bodies().getFirst()).isEqualTo(BODY);
    }
  }

  @Test
  void a_letter_says_what_it_is_about() {
    Subscription subscription =
        new Subscription(
            3, "ann", "Loaders", "#loader", true, false, true, NOW, 1, 5, Optional.empty());
    Post.Letter letter =
        new Post.Letter(
            "d-1",
            subscription,
            Optional.of(17L),
            5,
            9,
            NOW,
            new Post.Told(2, List.of(), List.of()),
            Post.Told.NOTHING);
    try (HttpPost post = post(true, 1000)) {
      JsonNode body = new JsonMapper().readTree(post.write(letter));
      assertThat(body.toString())
          .isEqualTo(
              """
              {"delivery":"d-1","type":"alert",\
              "subscription":{"id":3,"name":"Loaders","query":"#loader"},"alert":17,\
              "fromSeq":5,"seq":9,"at":"2024-05-30T10:20:30.500Z",\
              "entered":{"count":2,"samples":[]},"left":{"count":0,"samples":[]},\
              "url":"https://tags.example.org/#/alerts/17"}\
              """);
    }
  }
}
