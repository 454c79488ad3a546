package earmark.http.spectra;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.http.Instance;
import earmark.http.Instance.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Walks of published clients: each test sends what one of them sends, in its forms and headers, and
 * reads what it reads, without the care that it does not take.
 */
class ClientWalksTest {
  @RegisterExtension static final Instance SERVER = new Instance();

  private static ClientRequests client(String authorization, String userAgent) {
    return new ClientRequests(SERVER, authorization.formatted(SERVER.adminToken()), userAgent);
  }

  private static JsonNode ok(Reply reply) {
    assertThat(reply.status()).as(reply.text()).isIn(200, 201);
    return reply.json();
  }

  /** What stands under a path of keys, which must all be there. */
  private static JsonNode at(JsonNode tree, String... keys) {
    JsonNode node = tree;
    for (String key : keys) {
      assertThat(node.has(key)).as("%s in %s", key, node).isTrue();
      node = node.get(key);
    }
    return node;
  }

  private static JsonNode first(JsonNode page) {
    assertThat(at(page, "count").asInt()).isEqualTo(1);
    return at(page, "results").get(0);
  }

  private static String sha1(byte[] content) {
    return Instance.hex("SHA-1", content);
  }

  /** reversinglabs-sdk-py3: submit, wait for the analysis, fetch the summary, walk a search. */
  @Test
  void the_sdk_submits_waits_reports_and_searches() {
    ClientRequests sdk = client("Token %s", "ReversingLabs SDK v2.11.4");
    byte[] content = Instance.unique("VBoxTray, by the SDK");
    JsonNode submitted =
        ok(
            sdk.upload(
                "/api/uploads/",
                "filename=\"sdk.bin\"",
                content,
                "analysis",
                "cloud",
                "tags",
                "sdk,walk",
                "comment",
                "by the SDK"));
    String hash = at(submitted, "detail", "sha1").asString();
    assertThat(hash).isEqualTo(sha1(content));
    for (int i = 0; i < 600; i++) {
      JsonNode status = ok(sdk.form("/api/samples/status/?status=processed", "hash_values", hash));
      if (at(status, "results").size() == 1) break;
      Instance.pause();
    }
    String[] names =
        ("id sha1 sha256 sha512 md5 category file_type file_subtype identification_name"
                + " identification_version file_size extracted_file_count local_first_seen"
                + " local_last_seen classification_origin classification_reason"
                + " classification_source classification riskscore classification_result ticore tags"
                + " summary ticloud aliases networkthreatintelligence domainthreatintelligence")
            .split(" ", -1);
    List<String> fields = new ArrayList<>(List.of("hash_values", hash));
    for (String name : names) fields.addAll(List.of("fields", name));
    JsonNode result = first(ok(sdk.form("/api/samples/v2/list/", fields.toArray(String[]::new))));
    assertThat(result.propertyNames()).containsExactly(names);
    assertThat(at(result, "tags", "user").toString()).isEqualTo("[\"sdk\",\"walk\"]");
    assertThat(at(result, "tags", "ticore").toString()).contains("antisandbox");
    assertThat(at(result, "summary", "indicators").get(0).path("id").asInt()).isEqualTo(20);

    List<String> found = new ArrayList<>();
    int page = 1;
    boolean more = true;
    while (more) {
      Map<String, Object> request = new LinkedHashMap<>();
      request.put("query", "tag-user:walk");
      request.put("ticloud", false);
      request.put("page", page);
      request.put("records_per_page", 1);
      JsonNode api =
          at(ok(sdk.json("POST", "/api/samples/v3/search/", request)), "rl", "web_search_api");
      for (JsonNode entry : at(api, "entries")) found.add(at(entry, "sha1").asString());
      more = at(api, "more_pages").asBoolean();
      page = at(api, "next_page").asInt(0);
    }
    assertThat(found).containsExactly(hash);
  }

  /** Cortex XSOAR: get-results, user-tags, advanced-search and static analysis. */
  @Test
  void xsoar_prints_a_report_edits_tags_and_searches() {
    ClientRequests xsoar = client("Token %s", "ReversingLabs XSOAR A1000 v2.4.0");
    String hash = SERVER.sample("VBoxTray, by XSOAR", "tag1", "tag2");
    String tags = "/api/tag/" + hash + "/";
    assertThat(xsoar.json("POST", tags, Map.of("tags", List.of("tag3", "tag4"))).text())
        .isEqualTo("[\"tag3\",\"tag4\"]");
    JsonNode result =
        first(
            ok(
                xsoar.form(
                    "/api/samples/v2/list/",
                    "hash_values",
                    hash,
                    "fields",
                    "classification",
                    "fields",
                    "aliases",
                    "fields",
                    "summary",
                    "fields",
                    "ticloud",
                    "fields",
                    "tags")));
    assertThat(at(result, "classification").asString().toUpperCase(Locale.ROOT))
        .isEqualTo("UNKNOWN");
    assertThat(at(result, "aliases").isArray()).as("it joins them with commas").isTrue();
    assertThat(at(result, "summary", "id").asInt()).isPositive();
    assertThat(at(result, "ticloud", "first_seen").isNull()).isTrue();
    assertThat(at(result, "tags", "user").toString())
        .isEqualTo("[\"tag1\",\"tag2\",\"tag3\",\"tag4\"]");
    assertThat(xsoar.json("DELETE", tags, Map.of("tags", List.of("tag1", "tag2"))).text())
        .isEqualTo("[\"tag1\",\"tag2\"]");
    assertThat(xsoar.get(tags).text()).isEqualTo("[\"tag3\",\"tag4\"]");

    JsonNode core =
        ok(
            xsoar.get(
                "/api/v2/samples/"
                    + hash
                    + "/ticore/?fields=sha1,%20md5,%20sha256,%20sha512,%20classification,%20indicators,%20tags,%20story"));
    assertThat(at(core, "classification", "classification").isInt()).as("its score").isTrue();
    assertThat(at(core, "indicators").isArray()).isTrue();
    JsonNode found =
        ok(
            xsoar.json(
                "POST",
                "/api/samples/v2/search/",
                Map.of(
                    "query",
                    "tag-user:tag3",
                    "ticloud",
                    false,
                    "page",
                    1,
                    "records_per_page",
                    100)));
    assertThat(at(found, "rl", "web_search_api", "entries").size()).isEqualTo(1);
    Reply url = xsoar.form("/api/uploads/", "url", "http://example.com/x.exe", "crawler", "local");
    assertThat(url.status()).isEqualTo(400);
    assertThat(url.text()).as("it prints the whole body").contains("URL is not supported here");
  }

  /** Splunk SOAR splits its tags at commas and does not trim them. */
  @Test
  void splunk_sends_tags_with_leading_blanks() {
    ClientRequests splunk = client("Token %s", "ReversingLabs Splunk SOAR A1000 v1.1.1");
    byte[] content = Instance.unique("by Splunk");
    ok(
        splunk.upload(
            "/api/submit/file/",
            "filename=\"splunk.bin\"",
            content,
            "tags",
            "one",
            "tags",
            " two",
            "tags",
            " three"));
    String tags = "/api/tag/" + sha1(content) + "/";
    assertThat(splunk.json("POST", tags, Map.of("tags", List.of("four", " five"))).text())
        .isEqualTo("[\"four\",\"five\"]");
    assertThat(splunk.json("DELETE", tags, Map.of("tags", List.of("one", " two"))).text())
        .isEqualTo("[\"one\",\"two\"]");
    assertThat(splunk.get(tags).text()).isEqualTo("[\"five\",\"four\",\"three\"]");
    assertThat(splunk.json("DELETE", tags, Map.of("tags", List.of(" two"))).text())
        .as("nothing left to delete")
        .isEqualTo("[]");
  }

  /** The older connector of Splunk searches in the first version, up to 1,000 records at once. */
  @Test
  void the_older_splunk_connector_searches_in_the_first_version() {
    ClientRequests splunk = client("Token %s", "ReversingLabs Phantom A1000 v2.2");
    String hash = SERVER.sample("by the older connector", "phantom");
    JsonNode api =
        at(
            ok(
                splunk.json(
                    "POST",
                    "/api/samples/search/",
                    Map.of("query", "tag-user:phantom", "page", 1, "records_per_page", 1000))),
            "rl",
            "web_search_api");
    assertThat(at(api, "total_count").asInt()).isEqualTo(1);
    JsonNode entry = at(api, "entries").get(0);
    assertThat(at(entry, "sha1").asString()).isEqualTo(hash);
    assertThat(at(entry, "status").asString()).isEqualTo("unknown");
    assertThat(at(entry, "threat_level").asInt()).isZero();
    assertThat(entry.has("threat_name")).isTrue();
    JsonNode known =
        ok(
            splunk.json(
                "POST",
                "/api/samples/search/",
                Map.of("query", "tag-user:phantom AND classification:known")));
    assertThat(at(known, "rl", "web_search_api", "total_count").asInt()).isZero();
    JsonNode core = ok(splunk.get("/api/samples/" + hash + "/ticore/"));
    assertThat(at(core, "tags").isArray()).as("of one kind").isTrue();
    assertThat(at(core, "story").asString()).contains(hash);
    assertThat(splunk.get("/api/samples/" + "0".repeat(40) + "/ticore/").status())
        .as("it waits while this is 404")
        .isEqualTo(404);
  }

  /** FortiSOAR writes two blanks behind Token, and reads reports of the first version. */
  @Test
  void fortinet_logs_in_uploads_and_reports_in_the_first_version() {
    Reply login =
        client("Token none", "python-requests/2.31")
            .form("/api-token-auth/", "username", "admin", "password", Instance.PASSWORD);
    assertThat(at(ok(login), "token").asString()).isEqualTo(SERVER.adminToken());
    ClientRequests fortinet = client("Token  %s", "python-requests/2.31");
    byte[] content = Instance.unique("by Fortinet");
    JsonNode missing =
        ok(fortinet.form("/api/samples/status/?status=not_found", "hash_values", sha1(content)));
    assertThat(at(at(missing, "results").get(0), "hash_value").asString()).isEqualTo(sha1(content));
    JsonNode submitted = ok(fortinet.upload("/api/uploads/", "filename=\"file\"", content));
    assertThat(at(submitted, "detail", "sha1").asString()).isEqualTo(sha1(content));
    SERVER.awaitProcessed(sha1(content));
    List<String> fields = new ArrayList<>(List.of("hash_values", sha1(content)));
    List<String> names =
        List.of(
            "sha1",
            "threat_status",
            "threat_level",
            "threat_name",
            "trust_factor",
            "classification_origin",
            "classification_reason",
            "local_first_seen",
            "local_last_seen");
    for (String name : names) fields.addAll(List.of("fields", name));
    JsonNode result = first(ok(fortinet.form("/api/samples/list/", fields.toArray(String[]::new))));
    assertThat(result.propertyNames()).containsExactlyElementsOf(names);
    assertThat(at(result, "threat_status").asString()).isEqualTo("unknown");
  }

  /** Polarity logs in with JSON, and asks the first version for more than its own fields. */
  @Test
  void polarity_looks_hashes_up() {
    byte[] content = Instance.unique("by Polarity");
    SERVER.upload("/api/uploads/", "polarity.bin", content);
    SERVER.awaitProcessed(sha1(content));
    Reply login =
        client("none", "polarity")
            .json(
                "POST",
                "/api-token-auth/",
                Map.of("username", "admin", "password", Instance.PASSWORD));
    ClientRequests polarity = client("Token " + at(ok(login), "token").asString(), "polarity");
    String md5 = Instance.hex("MD5", content);
    JsonNode result =
        first(
            ok(
                polarity.json(
                    "POST",
                    "/api/samples/list/",
                    Map.of(
                        "hash_values",
                        List.of(md5),
                        "fields",
                        List.of(
                            "md5",
                            "category",
                            "ticore",
                            "ticloud",
                            "summary",
                            "aliases",
                            "file_type",
                            "identification_name",
                            "extracted_file_count",
                            "threat_status",
                            "threat_level",
                            "threat_name",
                            "trust_factor",
                            "classification_reason",
                            "local_first_seen",
                            "local_last_seen")))));
    assertThat(at(result, "md5").asString()).isEqualTo(md5);
    assertThat(result.has("threat_name")).isTrue();
    JsonNode nobody =
        ok(
            polarity.json(
                "POST", "/api/samples/list/", Map.of("hash_values", List.of("0".repeat(32)))));
    assertThat(at(nobody, "results").isEmpty()).isTrue();
  }

  /** CAPE names its fields under a key that nobody reads, and looks into all of the full report. */
  @Test
  void cape_reads_the_full_report() {
    ClientRequests cape = client("Token %s", "CAPE Sandbox");
    byte[] content = Instance.unique("VBoxTray, by CAPE");
    SERVER.upload("/api/uploads/", "cape.bin", content);
    SERVER.awaitProcessed(sha1(content));
    String sha256 = Instance.hex("SHA-256", content);
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("hash_values", List.of(sha256));
    request.put("report_fields", List.of("id", "sha1", "ticore", "tags", "discussion"));
    JsonNode result = first(ok(cape.json("POST", "/api/samples/v2/list/details/", request)));
    assertThat(at(result, "av_scanners_summary", "scanner_count").asInt()).isZero();
    assertThat(at(result, "av_scanners_summary", "scanner_match").asInt()).isZero();
    assertThat(at(result, "sample_summary", "classification").asString()).isEqualTo("unknown");
    assertThat(at(result, "sample_summary", "classification_result").isNull()).isTrue();
    assertThat(at(result, "sample_summary", "goodware_override").asBoolean()).isFalse();
    assertThat(at(result, "sample_summary", "md5").asString())
        .isEqualTo(Instance.hex("MD5", content));
    assertThat(at(result, "sample_summary", "sha1").asString()).isEqualTo(sha1(content));
    assertThat(at(result, "sample_summary", "sha256").asString()).isEqualTo(sha256);
    assertThat(at(result, "ticloud", "riskscore").isNull()).isTrue();
    assertThat(at(result, "ticore", "info", "file", "proposed_filename").asString())
        .isEqualTo("cape.bin");
    assertThat(at(result, "ticore", "info", "file", "entropy").isNumber()).isTrue();
    assertThat(at(result, "ticore", "story").asString()).contains(sha1(content));
    Reply refused = cape.json("POST", "/api/samples/v2/list/details/", Map.of());
    assertThat(refused.status()).isEqualTo(400);
    assertThat(at(refused.json(), "message").asString()).contains("hash_values");
  }

  /** RLCLI reads the tags, asks its user, and deletes exactly those. */
  @Test
  void rlcli_removes_all_tags_of_a_sample() {
    ClientRequests rlcli = client("Token %s", "rl-cli/1.0");
    String tags = "/api/tag/" + SERVER.sample("by RLCLI", "a1", "b 2", "C3") + "/";
    List<String> read = new ArrayList<>();
    JsonNode list = ok(rlcli.get(tags));
    assertThat(list.isArray()).as("anything else would be a failed read").isTrue();
    for (JsonNode tag : list) read.add(tag.asString());
    assertThat(read).containsExactly("a1", "b 2", "C3");
    ok(rlcli.json("DELETE", tags, Map.of("tags", read)));
    assertThat(rlcli.get(tags).text()).isEqualTo("[]");
  }

  /** Carbon Black uploads with the tag cb, and takes integers off a report of the first version. */
  @Test
  void carbon_black_uploads_and_reads_a_report_of_the_first_version() {
    ClientRequests carbonBlack = client("Token %s", "python-requests/2.7");
    byte[] content = Instance.unique("by Carbon Black");
    String md5 = Instance.hex("MD5", content);
    Reply before = carbonBlack.get("/api/samples/" + md5 + "/");
    assertThat(at(before.json(), "code").asInt())
        .as("it submits if there is a code")
        .isEqualTo(404);
    ok(
        carbonBlack.upload(
            "/api/uploads/",
            "filename=\"" + md5 + "\"",
            content,
            "analysis",
            "cloud",
            "tags",
            "cb",
            "comment",
            "Uploaded with cb connector"));
    JsonNode report = ok(carbonBlack.get("/api/samples/" + md5 + "/"));
    assertThat(report.has("code")).isFalse();
    assertThat(at(report, "threat_level").isInt()).isTrue();
    assertThat(at(report, "trust_factor").isInt()).isTrue();
    assertThat(at(report, "threat_status").asString()).isEqualTo("unknown");
    assertThat(SERVER.tags(sha1(content)).path("user").toString()).isEqualTo("[\"cb\"]");
  }

  /** The vendor's own example in Python begins its path with two slashes. */
  @Test
  void the_vendors_example_has_two_slashes() {
    ClientRequests example = client("Token %s", "python-requests/2.31");
    String hash = SERVER.sample("two slashes");
    String tags = "//api/tag/" + hash + "/";
    assertThat(example.get(tags).text()).isEqualTo("[]");
    assertThat(example.json("POST", tags, Map.of("tags", List.of("x1"))).text())
        .isEqualTo("[\"x1\"]");
    assertThat(example.json("DELETE", tags, Map.of("tags", List.of("x1"))).text())
        .isEqualTo("[\"x1\"]");
  }

  /** The vendor's Korean samples in Java send all fields as one JSON text. */
  @Test
  void the_java_sample_sends_its_fields_in_one_part() {
    byte[] content = Instance.unique("by Java");
    ok(
        client("Token %s", "Apache-HttpClient/4.5")
            .upload(
                "/api/uploads/",
                "filename=\"a.zip\"",
                content,
                "data",
                new JsonMapper()
                    .writeValueAsString(
                        Map.of(
                            "filename",
                            "b.exe",
                            "analysis",
                            "cloud",
                            "tags",
                            "testTag1,testTag2,testTag3",
                            "comment",
                            "<b>seen</b> in <a href=\"http://example.com\">a mail</a>"))));
    assertThat(SERVER.tags(sha1(content)).path("user").toString())
        .isEqualTo("[\"testTag1\",\"testTag2\",\"testTag3\"]");
    assertThat(SERVER.get("/api/v1/samples/" + sha1(content)).json().path("name").asString())
        .isEqualTo("b.exe");
    assertThat(SERVER.get("/api/v1/samples/" + sha1(content) + "/history").text())
        .as("markup in a comment is kept as it is")
        .contains("<b>seen</b> in <a href=\\\"http://example.com\\\">a mail</a>");
  }

  /** Lists as JSON arrays, repeated fields and texts with commas; hashes in capitals. */
  @Test
  void lists_come_in_every_form() {
    String a = SERVER.sample("list a");
    String b = SERVER.sample("list b");
    ClientRequests any = client("Token %s", "any");
    String path = "/api/samples/v2/list/";
    String expected = ok(any.json("POST", path, Map.of("hash_values", List.of(a, b)))).toString();
    String capitals = a.toUpperCase(Locale.ROOT);
    assertThat(ok(any.json("POST", path, Map.of("hash_values", a + "," + b))))
        .hasToString(expected);
    assertThat(ok(any.form(path, "hash_values", a, "hash_values", b))).hasToString(expected);
    assertThat(ok(any.form(path, "hash_values", capitals + ", " + b))).hasToString(expected);
    assertThat(
            ok(
                any.form(
                    path,
                    "hash_values",
                    a + "," + b,
                    "include_networkthreatintelligence",
                    "false",
                    "skip_reanalysis",
                    "true")))
        .hasToString(expected);
    assertThat(ok(any.form(path, "hash_values", a, "hash_values", a)).path("count").asInt())
        .isEqualTo(1);
  }
}
