package earmark.http.spectra;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.http.Instance;
import earmark.http.Instance.Reply;
import earmark.search.Column;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Reports on samples with a verdict and on those without an analysis, and their limits. */
class ReportApiTest {
  private static final String INNER = "a".repeat(40);
  private static final String OUTER = "b".repeat(40);
  private static final String TRUSTED = "c".repeat(40);

  @RegisterExtension static final Instance SERVER = Instance.prepared(ReportApiTest::prepare);

  private static void prepare(Path folder) throws IOException {
    try (PreparedSamples samples = new PreparedSamples(folder)) {
      int inner = samples.add(INNER, "inner.exe", "PE/Exe", List.of(), List.of("judged"));
      samples.describe(
          inner,
          Map.of(
              Column.VERDICT, "user malicious 10 Win32.Trojan.Delf",
              Column.CLASSIFICATION, "malicious",
              Column.RISK_SCORE, "10",
              Column.THREAT_NAME, "Win32.Trojan.Delf"));
      int outer =
          samples.add(OUTER, "outer.zip", "Binary/Archive/ZIP", List.of(), List.of("judged"));
      samples.describe(
          outer,
          Map.of(
              Column.CLASSIFICATION, "malicious",
              Column.RISK_SCORE, "10",
              Column.THREAT_NAME, "Win32.Trojan.Delf",
              Column.CLASSIFICATION_ORIGIN, String.valueOf(inner)));
      int trusted = samples.add(TRUSTED, "ours.exe", "PE/Exe", List.of(), List.of("judged"));
      samples.describe(
          trusted,
          Map.of(
              Column.VERDICT, "user goodware 0",
              Column.CLASSIFICATION, "goodware",
              Column.RISK_SCORE, "0"));
    }
  }

  private static JsonNode result(String path, String hash, String... fields) {
    Reply reply =
        SERVER.json(
            "POST",
            path,
            fields.length == 0
                ? Map.of("hash_values", List.of(hash))
                : Map.of("hash_values", List.of(hash), "fields", List.of(fields)));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json().path("results").path(0);
  }

  @Test
  void a_verdict_is_in_every_report() {
    JsonNode own =
        result(
            "/api/samples/v2/list/",
            INNER,
            "classification",
            "riskscore",
            "classification_result",
            "classification_reason",
            "classification_origin");
    assertThat(own)
        .hasToString(
            "{\"classification\":\"malicious\",\"riskscore\":10,"
                + "\"classification_result\":\"Win32.Trojan.Delf\","
                + "\"classification_reason\":\"user\",\"classification_origin\":null}");
    JsonNode inherited =
        result("/api/samples/v2/list/", OUTER, "classification", "classification_origin");
    assertThat(inherited.path("classification").asString()).isEqualTo("malicious");
    assertThat(inherited.path("classification_origin").path("sha1").asString()).isEqualTo(INNER);
    assertThat(inherited.path("classification_origin").propertyNames())
        .containsExactly("sha1", "sha256", "sha512", "md5", "imphash");
    JsonNode full = result("/api/samples/v2/list/details/", OUTER);
    assertThat(full.path("sample_summary").path("classification_result").asString())
        .isEqualTo("Win32.Trojan.Delf");
    assertThat(full.path("ticore").path("classification"))
        .hasToString(
            "{\"propagated\":true,\"classification\":3,\"factor\":10,"
                + "\"result\":\"Win32.Trojan.Delf\",\"scan_results\":[],"
                + "\"propagation_source\":{\"name\":\"sha1\",\"value\":\"%s\"}}".formatted(INNER));
    JsonNode old =
        result(
            "/api/samples/list/",
            TRUSTED,
            "threat_status",
            "threat_level",
            "trust_factor",
            "threat_name");
    assertThat(old)
        .hasToString(
            "{\"threat_status\":\"known\",\"threat_level\":0,\"trust_factor\":0,"
                + "\"threat_name\":null}");
  }

  @Test
  void searches_show_and_find_verdicts() {
    JsonNode found =
        SERVER
            .json(
                "POST",
                "/api/samples/v3/search/",
                Map.of(
                    "query",
                    "tag-user:judged classification:malicious riskscore:10 threatname:*.trojan.*",
                    "sort",
                    "sha1 asc"))
            .json()
            .path("rl")
            .path("web_search_api");
    assertThat(found.path("total_count").asInt()).isEqualTo(2);
    JsonNode entry = found.path("entries").path(0);
    assertThat(entry.path("classification").asString()).isEqualTo("malicious");
    assertThat(entry.path("threatname").asString()).isEqualTo("Win32.Trojan.Delf");
    assertThat(entry.path("factor").asInt()).isEqualTo(10);
    JsonNode known =
        SERVER
            .json(
                "POST",
                "/api/samples/search/",
                Map.of("query", "tag-user:judged classification:known"))
            .json()
            .path("rl")
            .path("web_search_api");
    assertThat(known.path("entries").path(0).path("status").asString()).isEqualTo("known");
  }

  @Test
  void fields_are_chosen_in_any_order_and_unknown_ones_are_refused_even_if_nothing_is_found() {
    JsonNode chosen =
        result("/api/samples/v2/list/details/", INNER, "behavior", "imphash", "av_scanners");
    assertThat(chosen).hasToString("{\"behavior\":{},\"imphash\":\"\",\"av_scanners\":[]}");
    for (String path :
        List.of("/api/samples/v2/list/", "/api/samples/v2/list/details/", "/api/samples/list/")) {
      Reply reply =
          SERVER.json(
              "POST", path, Map.of("hash_values", "0".repeat(40), "fields", List.of("nope")));
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.json().path("message").asString())
          .startsWith("Unknown field \"nope\". Known are: ");
    }
    assertThat(SERVER.get("/api/v2/samples/" + INNER + "/ticore/?fields=nope").status())
        .isEqualTo(400);
  }

  @Test
  void what_is_unknown_or_no_hash_is_refused() {
    for (String path :
        List.of("/api/samples/%s/", "/api/samples/%s/ticore/", "/api/v2/samples/%s/ticore/")) {
      assertThat(SERVER.get(path.formatted("0".repeat(128))).status()).isEqualTo(404);
      assertThat(SERVER.get(path.formatted("xyz")).status()).isEqualTo(400);
    }
  }

  @Test
  void long_lists_are_refused_and_those_with_static_parts_earlier() {
    List<String> hashes = new ArrayList<>();
    for (int i = 0; i < 1001; i++) hashes.add("%040x".formatted(i));
    assertThat(list("/api/samples/v2/list/", hashes).status()).isEqualTo(400);
    assertThat(list("/api/samples/v2/list/", hashes.subList(0, 1000)).status()).isEqualTo(200);
    assertThat(list("/api/samples/status/", hashes).status()).isEqualTo(400);
    assertThat(list("/api/samples/v2/list/details/", hashes.subList(0, 101)).status())
        .isEqualTo(400);
    assertThat(list("/api/samples/v2/list/details/", hashes.subList(0, 100)).status())
        .isEqualTo(200);
  }

  private static Reply list(String path, List<String> hashes) {
    return SERVER.json("POST", path, Map.of("hash_values", hashes));
  }
}
