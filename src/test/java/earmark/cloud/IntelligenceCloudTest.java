package earmark.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import earmark.cloud.intelligence.IntelligenceCloud;
import earmark.cloud.wire.Line;
import earmark.cloud.wire.LineSettings;
import earmark.refusal.Refusal;
import earmark.sample.SampleHash;
import earmark.search.Column;
import earmark.search.Order;
import earmark.search.Query;
import earmark.search.Search;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documented cloud is asked, and what becomes of every answer that it can give. */
class IntelligenceCloudTest {
  private static final Order NEWEST = new Order(new Order.By.Value(Column.FIRST_SEEN), true);
  private static final Duration PATIENT = Duration.ofSeconds(30);
  private static final Duration IMPATIENT = Duration.ofMillis(500);

  private final FakeIntelligence fake = new FakeIntelligence();
  private Cloud cloud = cloud(fake.line(PATIENT));

  private static Cloud cloud(LineSettings line) {
    return new IntelligenceCloud(new Line(line), 100);
  }

  @AfterEach
  void close() {
    cloud.close();
    fake.close();
  }

  private Cloud.Found find(String query) {
    return cloud.search(new Cloud.Ask(Search.parse(query, 7000).query(), NEWEST, 1, 20));
  }

  private String unavailable() {
    Cloud.Found found = find("tag:packed");
    assertThat(found).isInstanceOf(Cloud.Found.Unavailable.class);
    return ((Cloud.Found.Unavailable) found).reason();
  }

  @Test
  void a_search_is_the_documented_request_and_its_entries_are_cloud_samples() {
    byte[] content = "some bytes".getBytes(StandardCharsets.UTF_8);
    String sha1 = fake.add("SetupLdr.exe", content, "SUSPICIOUS");
    Cloud.Found found = find("tag:packed size:[1 TO *]");
    FakeIntelligence.Seen seen = fake.seen.remove();
    assertThat(seen.line()).isEqualTo("POST /api/search/v1/query");
    assertThat(seen.headers().get("Content-type")).containsExactly("application/json");
    assertThat(seen.headers().get("Authorization"))
        .containsExactly(FakeIntelligence.authorization());
    assertThat(seen.body())
        .isEqualTo(
            "{\"query\":\"tag:packed AND size:[1 TO *]\",\"page\":1,\"records_per_page\":20,"
                + "\"format\":\"json\",\"sort\":\"firstseen desc\"}");
    assertThat(found)
        .isEqualTo(
            new Cloud.Found.Page(
                1,
                List.of(
                    new CloudSample(
                        sha1,
                        FakeIntelligence.hex("SHA-256", content),
                        FakeIntelligence.hex("MD5", content),
                        "SetupLdr.exe",
                        Optional.of("PE/Exe/InnoSetup"),
                        10,
                        3,
                        Optional.of("suspicious"),
                        Optional.of("Win32.Trojan.Generic"),
                        Optional.of(8),
                        Optional.of(List.of("packed", "cert-invalid")),
                        Optional.of(Instant.parse("2023-07-03T23:57:04Z")),
                        Optional.of(Instant.parse("2023-07-05T00:16:47Z")),
                        true)),
                false));
  }

  @Test
  void pages_are_asked_for_by_number_and_tell_of_the_next() {
    for (int i = 0; i < 45; i++) fake.add("f" + i, new byte[] {(byte) i, 1}, "MALICIOUS");
    Query query = Search.parse("tag:packed", 100).query();
    for (int page = 1; page <= 4; page++) {
      Cloud.Found.Page found =
          (Cloud.Found.Page) cloud.search(new Cloud.Ask(query, NEWEST, page, 20));
      assertThat(found.samples()).hasSize(page < 3 ? 20 : page == 3 ? 5 : 0);
      assertThat(found.more()).isEqualTo(page < 3);
      assertThat(found.total()).isEqualTo(45);
    }
  }

  @Test
  void everything_is_asked_for_by_an_open_range() {
    cloud.search(new Cloud.Ask(new Query.Everything(), Order.NEWEST_FIRST, 1, 20));
    assertThat(fake.seen.remove().json().path("query").asString()).isEqualTo("size:[0 TO *]");
  }

  @Test
  void what_the_cloud_would_refuse_is_refused_without_asking() {
    String many = "filename:" + "x".repeat(7000);
    assertThat(cloud.search(new Cloud.Ask(Search.parse(many, 9000).query(), NEWEST, 1, 20)))
        .isEqualTo(
            new Cloud.Found.Refused(
                "Search query too long, please shorten and/or simplify your query."));
    assertThat(cloud.search(new Cloud.Ask(new Query.Everything(), NEWEST, 1001, 100)))
        .isEqualTo(new Cloud.Found.Refused("Max limit reached"));
    assertThat(fake.seen).isEmpty();
  }

  @Test
  void what_the_cloud_refuses_is_told_in_its_words() {
    fake.next(FakeIntelligence.status(400));
    assertThat(find("tag:packed")).isEqualTo(new Cloud.Found.Refused("some failure"));
    assertThat(fake.seen).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"401,credentials", "403,no right", "302,302", "418,418"})
  void some_failures_are_not_tried_again(int status, String reason) {
    fake.next(FakeIntelligence.status(status));
    assertThat(unavailable()).contains(reason);
    assertThat(fake.seen).hasSize(1);
  }

  @Test
  void nothing_found_may_be_said_by_404() {
    fake.next(FakeIntelligence.status(404));
    assertThat(find("tag:packed")).isEqualTo(Cloud.Found.Page.NONE);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503})
  void a_failure_of_the_cloud_is_tried_again_and_forgotten(int status) {
    fake.next(FakeIntelligence.status(status), FakeIntelligence.status(status));
    assertThat(find("tag:packed")).isEqualTo(Cloud.Found.Page.NONE);
    assertThat(fake.seen).hasSize(3);
  }

  @Test
  void three_failures_are_told() {
    fake.next(
        FakeIntelligence.status(500), FakeIntelligence.status(503), FakeIntelligence.status(500));
    assertThat(unavailable()).isEqualTo("It failed (500).");
    assertThat(fake.seen).hasSize(3);
  }

  @Test
  void too_many_requests_are_tried_again_after_the_wait_that_is_asked_for() {
    fake.next(FakeIntelligence.tooMany(0));
    assertThat(find("tag:packed")).isEqualTo(Cloud.Found.Page.NONE);
    assertThat(fake.seen).hasSize(2);
  }

  @Test
  void a_cloud_that_asks_for_a_long_wait_is_not_asked_again_before() {
    fake.next(FakeIntelligence.tooMany(120));
    assertThat(unavailable()).contains("wait 120 seconds");
    assertThat(unavailable()).contains("asks to wait");
    assertThat(fake.seen).hasSize(1);
  }

  @Test
  void after_some_failures_in_a_row_the_cloud_is_left_alone() {
    cloud.close();
    cloud = cloud(fake.line(PATIENT, 2, Duration.ofMinutes(5)));
    fake.next(FakeIntelligence.status(500), FakeIntelligence.status(500));
    assertThat(unavailable()).contains("left alone");
    assertThat(unavailable()).contains("left alone");
    assertThat(fake.seen).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "null",
        "[]",
        "{\"rl\":{}}",
        "{\"rl\":{\"web_search_api\":{\"entries\":{}}}}",
        "{\"rl\":"
      })
  void what_is_no_search_result_is_called_so(String garbage) {
    fake.next(FakeIntelligence.body(garbage));
    assertThat(unavailable()).contains("something else");
  }

  @Test
  void a_deep_answer_is_garbage_too() {
    fake.next(FakeIntelligence.body("[".repeat(100_000)));
    assertThat(unavailable()).contains("something else");
  }

  @Test
  void entries_that_name_no_sample_are_left_out_and_odd_values_are_missing() {
    fake.next(
        FakeIntelligence.body(
            """
            {"rl":{"web_search_api":{"total_count":"many","more_pages":"yes","entries":[
              null, 7, {"sha1":"zz"}, {"sha1":["%1$s"]},
              {"sha1":"%1$s","sha256":"%1$s","size":-5,"filename":"a\\u0000\\u202eb","tags":"packed",
               "threatlevel":99,"classification":7,"firstseen":"yesterday","filecount":1e99}]}}}
            """
                .formatted("AB".repeat(20))));
    assertThat(find("tag:packed"))
        .isEqualTo(
            new Cloud.Found.Page(
                1,
                List.of(
                    new CloudSample(
                        "ab".repeat(20),
                        "",
                        "",
                        "ab",
                        Optional.empty(),
                        0,
                        0,
                        Optional.of("7"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false)),
                false));
  }

  @Test
  void a_cloud_that_says_nothing_or_stops_in_the_middle_is_given_up() {
    cloud.close();
    cloud = cloud(fake.line(IMPATIENT));
    fake.next(fake.silence());
    assertThat(unavailable()).contains("did not answer within");
    fake.next(fake.drip("{\"rl\":".getBytes(StandardCharsets.UTF_8)));
    assertThat(unavailable()).contains("did not answer within");
  }

  @Test
  void an_answer_without_end_is_cut_off() {
    fake.next(FakeIntelligence.flood());
    assertThat(unavailable()).contains("larger than");
    assertThat(fake.seen).hasSize(1);
  }

  @Test
  void a_cloud_that_is_not_there_can_not_be_reached() {
    cloud.close();
    cloud =
        cloud(
            new LineSettings(
                URI.create("http://127.0.0.1:1"), "Basic x", PATIENT, 1000, 100, PATIENT));
    assertThat(unavailable()).contains("can't be reached");
  }

  @Test
  void a_redirection_is_not_followed_since_it_would_tell_the_password() {
    fake.next(exchange -> {
      exchange.getResponseHeaders().add("Location", fake.address() + "/elsewhere");
      exchange.sendResponseHeaders(307, -1);
    });
    assertThat(unavailable()).contains("307");
    assertThat(fake.seen).hasSize(1);
  }

  @Test
  void settings_do_not_tell_the_secret() {
    assertThat(fake.line(PATIENT).toString()).doesNotContain("Basic");
  }

  // downloads

  private static final class Kept implements Cloud.Receiver {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int piecesMax = Integer.MAX_VALUE;

    @Override
    public void piece(byte[] some, int from, int length) {
      bytes.write(some, from, length);
      piecesMax--;
    }

    @Override
    public boolean goesOn() {
      return piecesMax > 0;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"MD5", "SHA-1", "SHA-256"})
  void bytes_are_downloaded_by_any_hash(String algorithm) {
    byte[] content = "x".repeat(300_000).getBytes(StandardCharsets.UTF_8);
    fake.add("x", content, "MALICIOUS");
    Kept kept = new Kept();
    SampleHash hash = SampleHash.parse(FakeIntelligence.hex(algorithm, content));
    assertThat(cloud.fetch(hash, kept)).isEqualTo(new Cloud.Fetched.Whole(""));
    assertThat(kept.bytes.toByteArray()).isEqualTo(content);
    assertThat(fake.seen.remove().line())
        .isEqualTo(
            "GET /api/spex/download/v2/query/"
                + algorithm.toLowerCase(java.util.Locale.ROOT).replace("-", "")
                + "/"
                + hash);
  }

  @Test
  void a_download_fails_in_ways_that_are_told_apart() {
    SampleHash hash = SampleHash.parse("0".repeat(40));
    assertThat(cloud.fetch(hash, new Kept())).isInstanceOf(Cloud.Fetched.Absent.class);
    assertThat(cloud.fetch(SampleHash.parse("0".repeat(128)), new Kept()))
        .isInstanceOf(Cloud.Fetched.Absent.class);
    fake.next(FakeIntelligence.tooMany(60));
    assertThat(cloud.fetch(hash, new Kept()))
        .isEqualTo(
            new Cloud.Fetched.Unavailable(
                "It has had too many requests and asks to wait 60 seconds.",
                Optional.of(Duration.ofSeconds(60))));
  }

  @Test
  void a_download_that_stands_still_is_given_up() {
    cloud.close();
    cloud = cloud(fake.line(IMPATIENT));
    fake.next(fake.drip(new byte[1000]));
    Kept kept = new Kept();
    assertThat(cloud.fetch(SampleHash.parse("0".repeat(40)), kept))
        .isInstanceOfSatisfying(
            Cloud.Fetched.Unavailable.class,
            failed -> assertThat(failed.reason()).contains("did not answer within"));
    assertThat(kept.bytes.size()).isEqualTo(1000);
  }

  @Test
  void a_receiver_ends_a_download_by_not_going_on_or_by_a_refusal() {
    fake.next(FakeIntelligence.flood(), FakeIntelligence.flood());
    Kept kept = new Kept();
    kept.piecesMax = 3;
    assertThat(cloud.fetch(SampleHash.parse("0".repeat(40)), kept))
        .isInstanceOf(Cloud.Fetched.Unavailable.class);
    Cloud.Receiver refusing =
        new Cloud.Receiver() {
          @Override
          public void piece(byte[] bytes, int from, int length) {
            throw new Refusal.TooLarge("too large");
          }

          @Override
          public boolean goesOn() {
            return true;
          }
        };
    assertThatExceptionOfType(Refusal.TooLarge.class)
        .isThrownBy(() -> cloud.fetch(SampleHash.parse("0".repeat(40)), refusing));
  }
}
