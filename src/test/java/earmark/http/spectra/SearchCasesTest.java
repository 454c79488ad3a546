package earmark.http.spectra;

import static earmark.http.spectra.PublishedReports.PETYA;
import static earmark.http.spectra.PublishedReports.START_PAGE;
import static earmark.http.spectra.PublishedReports.UNRUY;
import static earmark.http.spectra.PublishedReports.ZIP;
import static org.assertj.core.api.Assertions.assertThat;

import earmark.http.Instance;
import earmark.http.Instance.Reply;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The numbered cases about searching, over samples with the tags of published reports. */
class SearchCasesTest {
  private static final String MANY = "many";
  private static final int MANY_COUNT = 45;
  private static final String ASLR_ONLY = "1".repeat(40);
  private static final String WITH_BLANK = "2".repeat(40);
  private static final String WITH_UNDERSCORE = "3".repeat(40);

  @RegisterExtension static final Instance SERVER = Instance.prepared(SearchCasesTest::prepare);

  private static void prepare(Path folder) throws IOException {
    try (PreparedSamples samples = new PreparedSamples(folder)) {
      for (PublishedReports report : PublishedReports.values()) report.addTo(samples);
      samples.add(ASLR_ONLY, "aslr", "PE/Exe", List.of("protection-aslr"), List.of("gui"));
      samples.add(WITH_BLANK, "blank", "Text/None", List.of(), List.of("test tag"));
      samples.add(WITH_UNDERSCORE, "under", "Text/None", List.of(), List.of("test_tag"));
      String[] desktops = {"desktop", "desktop_app", "malicious_desktop", "zdesktop", "laptop"};
      for (int i = 0; i < desktops.length; i++) {
        samples.add("4%039d".formatted(i), "d" + i, "Text/None", List.of(), List.of(desktops[i]));
      }
      for (int i = 0; i < MANY_COUNT; i++) {
        samples.add("5%02d%037d".formatted(i, 0), "m" + i, "Text/None", List.of(), List.of(MANY));
      }
    }
  }

  private static Reply search(Map<String, Object> request) {
    return SERVER.json("POST", "/api/samples/v3/search/", request);
  }

  private static Reply search(String query) {
    return search(Map.of("query", query));
  }

  private static JsonNode found(Reply reply) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json().path("rl").path("web_search_api");
  }

  private static List<String> sha1s(JsonNode found) {
    List<String> sha1s = new ArrayList<>();
    for (JsonNode entry : found.path("entries")) sha1s.add(entry.path("sha1").asString());
    return sha1s;
  }

  private static List<String> sha1s(String query) {
    return sha1s(found(search(query)));
  }

  private static void assertFinds(String query, PublishedReports... reports) {
    assertThat(sha1s(query))
        .as(query)
        .containsExactlyInAnyOrderElementsOf(
            List.of(reports).stream().map(PublishedReports::sha1).toList());
  }

  private static void assertRefused(Reply reply, String message) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    assertThat(reply.json().path("message").asString()).contains(message);
    assertThat(reply.json().path("detail").asString()).contains(message);
  }

  private static JsonNode typed(String text) {
    return SERVER
        .get("/api/v1/samples?limit=200&q=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
        .json();
  }

  @Test
  @DisplayName("case 61: a System Tag finds the samples that have it")
  void system_tag() {
    assertFinds("tag:entropy-high", UNRUY, START_PAGE, ZIP);
  }

  @Test
  @DisplayName("case 62: case matters neither in the keyword nor in the tag")
  void any_case() {
    assertFinds("TAG:ENTROPY-HIGH", UNRUY, START_PAGE, ZIP);
  }

  @Test
  @DisplayName("case 63: a star stands for any text")
  void star() {
    assertFinds("tag:indicator-*", PETYA, START_PAGE, ZIP);
  }

  @Test
  @DisplayName("case 64: three question marks stand for three characters")
  void question_marks() {
    assertFinds("tag:protection-???", PETYA);
    assertThat(sha1s("tag:protection-*")).containsExactlyInAnyOrder(PETYA.sha1(), ASLR_ONLY);
  }

  @Test
  @DisplayName("case 65: User Tags are found in any case")
  void user_tag_in_any_case() {
    assertFinds("tag-user:TAG1", UNRUY);
  }

  @Test
  @DisplayName("case 66: a blank and an underscore differ")
  void blank_and_underscore() {
    assertThat(sha1s("tag-user:\"test tag\"")).containsExactly(WITH_BLANK);
    assertThat(sha1s("tag-user:test_tag")).containsExactly(WITH_UNDERSCORE);
  }

  @Test
  @DisplayName("case 67: AND NOT leaves out")
  void and_not() {
    assertFinds("tag:contains-pe AND NOT tag:encrypted", START_PAGE);
  }

  @Test
  @DisplayName("case 68: a list finds any of its values")
  void list() {
    assertFinds("tag:[ricc,password]", PETYA, ZIP);
  }

  @Test
  @DisplayName("case 69: a blank is an AND")
  void implicit_and() {
    assertFinds("tag:antivirus tag:overlay", UNRUY, START_PAGE);
  }

  @Test
  @DisplayName("case 70: User Tags are nowhere in the cloud")
  void not_in_the_cloud() {
    assertFinds("tag-user:one_tag", START_PAGE);
    Map<String, Object> request =
        Map.of(
            "query",
            "tag-user:one_tag",
            "ticloud",
            true,
            "start_search_date",
            "2024-05-30",
            "end_search_date",
            "2024-05-01");
    JsonNode found = found(search(request));
    assertThat(found.path("total_count").asLong()).isZero();
    assertThat(found.path("entries").size()).isZero();
    assertThat(found.path("more_pages").asBoolean()).isFalse();
    JsonNode older =
        found(
            SERVER.json(
                "POST",
                "/api/samples/v2/search/",
                Map.of("query", "tag-user:one_tag", "ticloud", "true")));
    assertThat(older.path("total_count").asLong()).isZero();
  }

  @Test
  @DisplayName("case 71: the box takes 1,024 characters, an API 7,000")
  void lengths() {
    String tooLong = "Search query too long, please shorten and/or simplify your query.";
    assertThat(typed("tag:" + "a".repeat(1020)).path("total").asInt()).isZero();
    Reply box = SERVER.get("/api/v1/samples?q=tag:" + "a".repeat(1021));
    assertThat(box.status()).isEqualTo(400);
    assertThat(box.json().path("detail").asString()).isEqualTo(tooLong);
    assertThat(sha1s("tag:" + "a".repeat(6996))).isEmpty();
    Reply api = search("tag:" + "a".repeat(6997));
    assertThat(api.status()).isEqualTo(400);
    assertThat(api.json().path("message").asString()).isEqualTo(tooLong);
  }

  @Test
  @DisplayName("case 72: what can't be understood is refused with the place")
  void refused_with_the_place() {
    assertRefused(search("tag:("), "Position 5: ");
    assertRefused(search("tag:\"x"), "Position 5: ");
    assertRefused(search("nokey:1"), "Position 1: found \"nokey\", expected a keyword");
    assertRefused(search("report"), "Position 1: ");
    assertRefused(search(""), "\"query\" is required");
    assertRefused(search(Map.of("ticloud", false)), "\"query\" is required");
  }

  @Test
  @DisplayName("case 73: a page has 1 to 100 records")
  void records_per_page() {
    for (Object wrong : List.of(101, 0, -1, "many", 1.5)) {
      assertRefused(
          search(Map.of("query", "tag:gui", "records_per_page", wrong)),
          "\"records_per_page\" must be a whole number from 1 to 100.");
    }
    assertThat(found(search(Map.of("query", "tag:gui", "records_per_page", "100"))).isObject())
        .isTrue();
    assertRefused(search(Map.of("query", "tag:gui", "page", 0)), "\"page\"");
  }

  @Test
  @DisplayName("case 74: pages are walked until there are no more")
  void pages() {
    Map<String, Object> first = Map.of("query", "tag-user:" + MANY);
    assertThat(found(search(first)).path("sample_count").asInt()).isEqualTo(20);
    List<String> walked = new ArrayList<>();
    for (int page = 1; page <= 3; page++) {
      JsonNode found =
          found(search(Map.of("query", "tag-user:" + MANY, "page", page, "sort", "sha1 asc")));
      assertThat(found.path("total_count").asInt()).isEqualTo(MANY_COUNT);
      assertThat(found.path("sample_count").asInt()).isEqualTo(page < 3 ? 20 : 5);
      assertThat(found.path("more_pages").asBoolean()).isEqualTo(page < 3);
      assertThat(found.path("end_of_dataset").asBoolean()).isEqualTo(page == 3);
      if (page < 3) assertThat(found.path("next_page").asInt()).isEqualTo(page + 1);
      else assertThat(found.path("next_page").isNull()).isTrue();
      walked.addAll(sha1s(found));
    }
    assertThat(walked).hasSize(MANY_COUNT).isSorted().doesNotHaveDuplicates();
    JsonNode behind = found(search(Map.of("query", "tag-user:" + MANY, "page", 4)));
    assertThat(behind.path("entries").size()).isZero();
    assertThat(behind.path("more_pages").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @DisplayName("case 75: the queries of published clients are read")
  @ValueSource(
      strings = {
        "email-from:a@b.c AND ((classification:malicious AND tag:email-attachment) OR (tag:email-subject-spam OR tag:email-subject-phishing OR tag:email-impersonation OR tag:email-deceptive-sender))",
        "cert-serial:0102 AND (classification:malicious AND NOT tag:cert-malformed AND NOT tag:cert-invalid)",
        "document-author:\"x y\" AND document-title:\"z\" AND (classification:malicious AND (tag:contains-pe OR tag:capability-scripting))",
        "imphash:feb9bebf646137f4ff73e503cbcb6361 AND (classification:malicious AND NOT threatname:*.Virus*)",
        "filetype:email tag:email-attachment",
        "(pe-import:\"a b.dll\" OR pe-import:c.dll)"
      })
  void published_queries(String query) {
    assertThat(sha1s(query)).isEmpty();
  }

  @Test
  @DisplayName("case 76: each kind of tag is found by its own keyword only")
  void kinds_apart() {
    assertThat(sha1s("tag-user:desktop_app")).hasSize(1);
    assertThat(sha1s("tag:desktop_app")).isEmpty();
    assertThat(sha1s("tag-user:gui")).containsExactly(ASLR_ONLY);
    assertFinds("tag:gui", PETYA, UNRUY, START_PAGE);
    assertThat(sha1s("tag-user:ricc")).isEmpty();
    assertThat(sha1s("tag:one_tag")).isEmpty();
  }

  @Test
  @DisplayName("case 77: #text finds tags of both kinds that contain it")
  void part_of_a_tag() {
    List<String> names = new ArrayList<>();
    for (JsonNode sample : typed("#desktop").path("samples")) {
      names.add(sample.path("name").asString());
    }
    assertThat(names)
        .containsExactlyInAnyOrder("petya", "unruy", "start_page", "d0", "d1", "d2", "d3");
  }

  @Test
  @DisplayName("case 79: #text without a match is an empty answer, not an error")
  void no_part_of_a_tag() {
    assertThat(typed("#nothing_like_it").path("total").asInt()).isZero();
  }

  @Test
  void results_are_sorted_as_asked_and_by_arrival_otherwise() {
    String query = "tag:antivirus";
    List<String> up = sha1s(found(search(Map.of("query", query, "sort", "sha1 asc"))));
    List<String> down = sha1s(found(search(Map.of("query", query, "sort", "sha1 desc"))));
    assertThat(up).isSorted().hasSize(4);
    assertThat(down).isEqualTo(up.reversed());
    assertThat(sha1s(query))
        .isEqualTo(sha1s(found(search(Map.of("query", query, "sort", "firstseen desc")))));
    for (String field : List.of("firstseen", "threatname", "sampletype", "filecount", "size")) {
      for (String way : List.of("asc", "desc")) {
        String sort = field + " " + way;
        assertThat(sha1s(found(search(Map.of("query", query, "sort", sort)))))
            .as(sort)
            .containsExactlyInAnyOrderElementsOf(up);
      }
    }
    for (String wrong : List.of("lastseen desc", "sha1 up", "sha1 asc desc", "asc")) {
      assertRefused(search(Map.of("query", query, "sort", wrong)), "\"sort\" must be one of sha1,");
    }
  }

  @Test
  void nobody_walks_further_than_100_000_results() {
    assertThat(
            found(search(Map.of("query", "*", "page", 1000, "records_per_page", 100))).isObject())
        .isTrue();
    Reply reply = search(Map.of("query", "*", "page", 1001, "records_per_page", 100));
    assertRefused(reply, "Max limit reached");
    assertThat(reply.json().path("message").asString()).isEqualTo("Max limit reached");
  }

  @Test
  void the_cloud_is_searched_backwards_between_two_dates() {
    assertRefused(search(Map.of("query", "tag:gui", "ticloud", true)), "\"start_search_date\"");
    assertRefused(
        search(
            Map.of(
                "query",
                "tag:gui",
                "ticloud",
                true,
                "start_search_date",
                "2024-05-01",
                "end_search_date",
                "2024-05-30T00:00:00Z")),
        "later date");
    for (String wrong : List.of("30.05.2024", "2024-13-01", "yesterday")) {
      assertRefused(
          search(Map.of("query", "tag:gui", "start_search_date", wrong)), "YYYY-MM-DDThh:mm:ssZ");
    }
    assertThat(
            sha1s(
                found(
                    search(
                        Map.of(
                            "query",
                            "tag:ricc",
                            "start_search_date",
                            "2024-05-30",
                            "end_search_date",
                            "2024-05-01")))))
        .as("dates are for the cloud alone")
        .hasSize(1);
  }

  @Test
  void a_search_is_json_and_nothing_else() {
    assertRefused(
        SERVER.form("POST", "/api/samples/v3/search/", "query", "tag:gui"), "takes no form");
    assertRefused(SERVER.raw("POST", "/api/samples/v3/search/", "[]"), "JSON object");
    assertRefused(SERVER.raw("POST", "/api/samples/v3/search/", "{\"query\":"), "JSON parse error");
    assertRefused(SERVER.raw("POST", "/api/samples/v3/search/", "{\"query\":[1]}"), "\"query\"");
    assertRefused(
        SERVER.raw("POST", "/api/samples/v3/search/", "{\"query\":\"*\",\"ticloud\":\"maybe\"}"),
        "\"ticloud\" must be true or false.");
  }
}
