package earmark.http.spectra;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.analysis.Fixtures;
import earmark.http.Instance;
import earmark.http.Instance.Reply;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Extracted files, containers and downloads over HTTP: an archive with a text and an archive. */
class ExtractedFilesApiTest {
  @RegisterExtension static final Instance SERVER = new Instance();

  private static final byte[] NOTE = "a note".getBytes(StandardCharsets.UTF_8);
  private static byte[] exe = {};
  private static byte[] inner = {};
  private static byte[] outer = {};

  private static byte[] zip(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    }
    return out.toByteArray();
  }

  private static String sha1(byte[] content) {
    return Instance.hex("SHA-1", content);
  }

  @BeforeAll
  static void upload() throws IOException {
    exe = Files.readAllBytes(Fixtures.file("hello-x86.exe"));
    inner = zip(Map.of("../hello.exe", exe));
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("dir/inner.zip", inner);
    files.put("nöte.txt", NOTE);
    files.put("dir/INNER.zip~/x", NOTE);
    outer = zip(files);
    assertThat(SERVER.upload("/api/uploads/", "outer.zip", outer).status()).isEqualTo(201);
    for (byte[] each : List.of(outer, inner, NOTE, exe)) SERVER.awaitProcessed(sha1(each));
  }

  private static List<String> texts(JsonNode list, String field) {
    return list.valueStream().map(item -> item.path(field).asString()).toList();
  }

  @Test
  void the_whole_tree_is_listed_each_container_followed_by_its_files() {
    for (String version : List.of("v2/", "")) {
      JsonNode list =
          SERVER.get("/api/samples/" + version + sha1(outer) + "/extracted-files/").json();
      assertThat(list.path("count").asInt()).isEqualTo(4);
      assertThat(list.path("next").isNull()).isTrue();
      assertThat(list.path("previous").isNull()).isTrue();
      JsonNode results = list.path("results");
      assertThat(texts(results, "path"))
          .containsExactly("dir/inner.zip", "../hello.exe", "nöte.txt", "dir/INNER.zip~/x");
      assertThat(texts(results, "filename"))
          .containsExactly("inner.zip", "hello.exe", "nöte.txt", "x");
      assertThat(results.path(0).path("parent_relationship").isNull()).isTrue();
      assertThat(results.path(1).path("parent_relationship").asLong())
          .isEqualTo(results.path(0).path("id").asLong());
      assertThat(results.path(0).path("container_sha1").isNull()).isTrue();
      JsonNode sample = results.path(1).path("sample");
      assertThat(sample.path("sha1").asString()).isEqualTo(sha1(exe));
      assertThat(sample.path("type_display").asString()).isEqualTo("PE/Exe");
      assertThat(sample.path("category").asString()).isEqualTo("application");
      assertThat(sample.path("file_type").asString()).isEqualTo("PE");
      assertThat(sample.path("file_subtype").asString()).isEqualTo("Exe");
      assertThat(sample.path("file_size").asLong()).isEqualTo(exe.length);
      assertThat(sample.path("extracted_file_count").asInt()).isZero();
      assertThat(results.path(0).path("sample").path("extracted_file_count").asInt()).isEqualTo(1);
      assertThat(sample.propertyNames())
          .containsExactly(
              "id",
              "sha1",
              "type_display",
              "category",
              "file_type",
              "file_subtype",
              "identification_name",
              "identification_version",
              "file_size",
              "extracted_file_count",
              "local_first_seen",
              "local_last_seen",
              "classification",
              "riskscore",
              "classification_result");
    }
  }

  @Test
  void the_verdict_of_a_file_and_of_the_containers_around_it_is_in_the_list() {
    String path = "/api/samples/v2/" + sha1(outer) + "/extracted-files/";
    JsonNode unknown = SERVER.get(path).json().path("results").path(1).path("sample");
    assertThat(unknown.path("classification").asString()).isEqualTo("unknown");
    assertThat(unknown.path("riskscore").isNull()).isTrue();
    String verdict = "/api/samples/" + sha1(exe) + "/setclassification/local/";
    SERVER.rawForm(verdict, "classification=malicious&risk_score=8&threat_name=Delf");
    JsonNode results = SERVER.get(path).json().path("results");
    for (int place = 0; place < 2; place++) {
      JsonNode sample = results.path(place).path("sample");
      assertThat(sample.path("classification").asString()).isEqualTo("malicious");
      assertThat(sample.path("riskscore").asInt()).isEqualTo(8);
      assertThat(sample.path("classification_result").asString()).endsWith(".Delf");
    }
    SERVER.delete(verdict);
  }

  /** The SDK takes the number of the next page from the first parameter of its address. */
  @Test
  void pages_follow_each_other_as_the_sdk_follows_them() {
    List<String> paths = new ArrayList<>();
    String page = "1";
    while (!page.isEmpty()) {
      JsonNode list =
          SERVER
              .get(
                  "/api/samples/v2/"
                      + sha1(outer)
                      + "/extracted-files/?page="
                      + page
                      + "&page_size=3")
              .json();
      paths.addAll(texts(list.path("results"), "path"));
      String next = list.path("next").asString("");
      assertThat(next).matches("|http://[^/]+/api/samples/v2/[0-9a-f]{40}/extracted-files/\\?.*");
      page = next.isEmpty() ? "" : next.split("\\?", 2)[1].split("&", 2)[0].split("=", 2)[1];
      if (next.isEmpty()) assertThat(list.path("previous").asString()).contains("?page=1&");
    }
    assertThat(paths).hasSize(4).doesNotHaveDuplicates();
  }

  @Test
  void wrong_pages_are_refused() {
    String list = "/api/samples/v2/" + sha1(outer) + "/extracted-files/";
    assertThat(SERVER.get(list + "?page=2").status()).isEqualTo(404);
    assertThat(SERVER.get(list + "?page=0").status()).isEqualTo(400);
    assertThat(SERVER.get(list + "?page=x").status()).isEqualTo(400);
    assertThat(SERVER.get(list + "?page_size=-1").status()).isEqualTo(400);
    assertThat(SERVER.get("/api/samples/v2/" + "0".repeat(40) + "/extracted-files/").status())
        .isEqualTo(404);
  }

  @Test
  void a_sample_without_files_has_an_empty_list_by_every_hash() {
    for (String algorithm : List.of("MD5", "SHA-1", "SHA-256", "SHA-512")) {
      JsonNode list =
          SERVER
              .get("/api/samples/v2/" + Instance.hex(algorithm, exe) + "/extracted-files/")
              .json();
      assertThat(list.path("count").asInt(-1)).isZero();
      assertThat(list.path("results").isEmpty()).isTrue();
    }
  }

  @Test
  void containers_are_the_submitted_samples_at_the_top_and_others_are_left_out() {
    List<String> hashes = List.of(sha1(exe), sha1(outer), "0".repeat(40));
    for (Reply reply :
        List.of(
            SERVER.json("POST", "/api/samples/containers/", Map.of("hash_values", hashes)),
            SERVER.form(
                "POST",
                "/api/samples/containers/",
                "hash_values",
                sha1(exe),
                "hash_values",
                sha1(outer)),
            SERVER.form(
                "POST", "/api/samples/containers/", "hash_values", String.join(",", hashes)))) {
      assertThat(reply.status()).isEqualTo(200);
      JsonNode list = reply.json();
      assertThat(list.path("count").asInt()).isEqualTo(1);
      JsonNode only = list.path("results").path(0);
      assertThat(only.path("sha1").asString()).isEqualTo(sha1(exe));
      assertThat(only.path("sha256").asString()).isEqualTo(Instance.hex("SHA-256", exe));
      assertThat(only.path("sha512").asString()).isEqualTo(Instance.hex("SHA-512", exe));
      assertThat(only.path("md5").asString()).isEqualTo(Instance.hex("MD5", exe));
      assertThat(only.path("containers").valueStream().map(JsonNode::asString))
          .containsExactly(sha1(outer));
    }
    assertThat(SERVER.json("POST", "/api/samples/containers/", Map.of()).status()).isEqualTo(400);
  }

  @Test
  void the_summary_counts_the_files_of_the_whole_tree() {
    JsonNode results =
        SERVER
            .json(
                "POST",
                "/api/samples/v2/list/",
                Map.of(
                    "hash_values",
                    List.of(sha1(outer), sha1(inner), sha1(exe)),
                    "fields",
                    List.of("sha1", "extracted_file_count")))
            .json()
            .path("results");
    assertThat(results.valueStream().map(r -> r.path("extracted_file_count").asInt()))
        .containsExactly(4, 1, 0);
  }

  @Test
  @DisplayName("case 84: an extracted file can be tagged")
  void an_extracted_file_can_be_tagged() {
    Reply reply =
        SERVER.json("POST", "/api/tag/" + sha1(exe) + "/", Map.of("tags", List.of("in_a_zip")));
    assertThat(reply.text()).isEqualTo("[\"in_a_zip\"]");
    assertThat(SERVER.tags(sha1(exe)).path("user").path(0).asString()).isEqualTo("in_a_zip");
    assertThat(SERVER.tags(sha1(inner)).path("ticore").valueStream().map(JsonNode::asString))
        .contains("contains-pe");
  }

  @Test
  void the_bytes_of_a_sample_are_sent_so_that_no_browser_shows_them() {
    for (String path :
        List.of(
            "/api/samples/" + Instance.hex("SHA-512", exe) + "/download/",
            "/api/v1/samples/" + Instance.hex("MD5", exe) + "/content")) {
      Reply reply = SERVER.get(path);
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.response().body()).isEqualTo(exe);
      assertThat(reply.header("Content-Type")).isEqualTo("application/octet-stream");
      assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(reply.header("Content-Disposition")).startsWith("attachment; filename*=UTF-8''");
    }
    assertThat(SERVER.get("/api/samples/" + "0".repeat(32) + "/download/").status()).isEqualTo(404);
    assertThat(
            SERVER
                .send("GET", "/api/samples/" + sha1(exe) + "/download/", Map.of(), new byte[0])
                .status())
        .isEqualTo(401);
  }

  @Test
  void the_extracted_files_come_as_a_zip_with_names_that_are_safe() throws IOException {
    for (String path :
        List.of(
            "/api/samples/" + sha1(outer) + "/unpacked/",
            "/api/v1/samples/" + sha1(outer) + "/unpacked")) {
      Reply reply = SERVER.get(path);
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.header("Content-Type")).isEqualTo("application/zip");
      Map<String, byte[]> files = new LinkedHashMap<>();
      try (ZipInputStream zip =
          new ZipInputStream(new ByteArrayInputStream(reply.response().body()))) {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          files.put(entry.getName(), zip.readAllBytes());
        }
      }
      assertThat(files)
          .containsOnlyKeys(
              "dir/inner.zip", "dir/inner.zip~/hello.exe", "nöte.txt", "dir/INNER.zip~/x");
      assertThat(files.get("dir/inner.zip~/hello.exe")).isEqualTo(exe);
      assertThat(files.get("dir/inner.zip")).isEqualTo(inner);
    }
  }

  @Test
  void our_own_api_pages_through_the_files_of_a_container_itself() {
    String path = "/api/v1/samples/" + sha1(outer) + "/extracted?limit=2";
    JsonNode first = SERVER.get(path).json();
    assertThat(first.path("total").asInt()).isEqualTo(3);
    assertThat(first.path("inTree").asInt()).isEqualTo(4);
    assertThat(texts(first.path("files"), "path")).containsExactly("dir/inner.zip", "nöte.txt");
    assertThat(first.path("files").path(0).path("sample").path("submitted").asBoolean(true))
        .isFalse();
    JsonNode second = SERVER.get(path + "&cursor=" + first.path("next").asString()).json();
    assertThat(texts(second.path("files"), "path")).containsExactly("dir/INNER.zip~/x");
    assertThat(second.path("next").isNull()).isTrue();
    assertThat(SERVER.get(path + "&cursor=x").status()).isEqualTo(400);
  }

  @Test
  void our_own_api_lists_where_a_file_is() {
    JsonNode all =
        SERVER.get("/api/v1/samples/" + sha1(NOTE) + "/containers").json().path("containers");
    assertThat(texts(all, "path")).containsExactly("nöte.txt", "dir/INNER.zip~/x");
    assertThat(all.path(0).path("sample").path("sha1").asString()).isEqualTo(sha1(outer));
    JsonNode details = SERVER.get("/api/v1/samples/" + sha1(outer)).json();
    assertThat(details.path("fileCount").asInt()).isEqualTo(4);
    assertThat(details.path("submitted").asBoolean(false)).isTrue();
  }

  @Test
  void searches_find_extracted_files_and_can_leave_them_out() {
    JsonNode all = SERVER.get("/api/v1/samples?q=submitted:false").json();
    assertThat(texts(all.path("samples"), "sha1"))
        .containsExactlyInAnyOrder(sha1(inner), sha1(NOTE), sha1(exe));
    assertThat(texts(SERVER.get("/api/v1/samples?q=submitted:true").json().path("samples"), "sha1"))
        .containsExactly(sha1(outer));
    assertThat(texts(SERVER.get("/api/v1/samples?q=filecount:4").json().path("samples"), "sha1"))
        .containsExactly(sha1(outer));
  }
}
