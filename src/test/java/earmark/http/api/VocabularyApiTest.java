package earmark.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.http.Instance;
import earmark.http.Instance.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Vocabularies over the API, and the hints about names that are nearly in use. */
class VocabularyApiTest {
  @RegisterExtension static final Instance SERVER = new Instance();

  private static String taxonomy(String namespace, String version, String... values) {
    StringBuilder predicates = new StringBuilder();
    for (String value : values) {
      predicates.append(
          "%s{\"value\":\"%s\",\"description\":\"About %s.\",\"colour\":\"#ffc000\"}"
              .formatted(predicates.isEmpty() ? "" : ",", value, value));
    }
    return "{\"namespace\":\"%s\",\"version\":%s,\"description\":\"d\",\"predicates\":[%s]}"
        .formatted(namespace, version, predicates);
  }

  private static String galaxy(String type, String... valuesAndSynonyms) {
    StringBuilder values = new StringBuilder();
    for (int i = 0; i < valuesAndSynonyms.length; i += 2) {
      values.append(
          "%s{\"value\":\"%s\",\"meta\":{\"synonyms\":[%s]}}"
              .formatted(i == 0 ? "" : ",", valuesAndSynonyms[i], valuesAndSynonyms[i + 1]));
    }
    return "{\"type\":\"%s\",\"name\":\"G\",\"version\":1,\"values\":[%s]}".formatted(type, values);
  }

  private static Reply put(String json) {
    return SERVER.raw("POST", "/api/v1/vocabularies", json);
  }

  private static List<String> names(JsonNode tags) {
    return StreamSupport.stream(tags.spliterator(), false)
        .map(tag -> tag.path("name").asString())
        .toList();
  }

  @Test
  void an_import_says_what_changed_and_replaces_as_a_whole() {
    Reply first = put(taxonomy("first", "1", "a", "b", "c"));
    assertThat(first.status()).as(first.text()).isEqualTo(201);
    assertThat(first.json().path("added").asInt()).isEqualTo(3);
    Reply second = put(taxonomy("first", "2", "b", "c", "d+e", "x".repeat(60)));
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.text())
        .isEqualTo(
            "{\"name\":\"first\",\"kind\":\"taxonomy\",\"title\":\"first\",\"version\":\"2\",\"terms\":4,"
                + "\"isNew\":false,\"added\":2,\"changed\":0,\"removed\":1,\"unchanged\":2,"
                + "\"withoutUserTag\":1,\"withoutIntelTag\":0}");
    JsonNode page = SERVER.get("/api/v1/vocabularies/first?limit=3").json();
    assertThat(page.path("total").asInt()).isEqualTo(4);
    assertThat(page.path("terms").path(2).path("original").asString()).isEqualTo("first:d+e");
    assertThat(page.path("terms").path(2).path("userTag").asString()).isEqualTo("first//d/_plus_e");
    JsonNode last =
        SERVER
            .get("/api/v1/vocabularies/first?limit=3&cursor=" + page.path("next").asString())
            .json();
    assertThat(last.path("terms").path(0).path("userTag").isNull()).isTrue();
    assertThat(last.path("next").isNull()).isTrue();

    Reply broken = put(taxonomy("first", "3", "b").replace("\"value\"", "\"values\""));
    assertThat(broken.status()).isEqualTo(400);
    assertThat(SERVER.get("/api/v1/vocabularies/first").json().path("version").asString())
        .as("nothing half done")
        .isEqualTo("2");
  }

  @Test
  void only_an_admin_imports_and_removes_and_everybody_reads() {
    put(taxonomy("owned", "1", "a"));
    Map<String, String> bob =
        Map.of(
            "Authorization", "Token " + SERVER.newUser("bob"), "Content-Type", "application/json");
    byte[] body = taxonomy("owned", "2", "a").getBytes(StandardCharsets.UTF_8);
    assertThat(SERVER.send("POST", "/api/v1/vocabularies", bob, body).status()).isEqualTo(403);
    assertThat(SERVER.send("DELETE", "/api/v1/vocabularies/owned", bob, new byte[0]).status())
        .isEqualTo(403);
    assertThat(SERVER.send("GET", "/api/v1/vocabularies", bob, new byte[0]).text())
        .contains("\"owned\"", "\"by\":\"admin\"");
    assertThat(SERVER.delete("/api/v1/vocabularies/owned").status()).isEqualTo(204);
    assertThat(SERVER.delete("/api/v1/vocabularies/owned").status()).isEqualTo(404);
    assertThat(SERVER.get("/api/v1/vocabularies/owned").status()).isEqualTo(404);
  }

  @Test
  void a_large_file_is_refused_while_it_arrives() {
    byte[] large = new byte[17 << 20];
    java.util.Arrays.fill(large, (byte) ' ');
    Reply reply =
        SERVER.send(
            "POST",
            "/api/v1/vocabularies",
            Map.of("Authorization", "Token " + SERVER.adminToken()),
            large);
    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.text()).contains("larger than");
  }

  @Test
  void a_name_that_several_terms_have_is_never_resolved_silently() {
    put(galaxy("actor-x", "APT 28x", "\"Sofacyx\",\"Strontiumx\"", "Other x", "\"Sofacyx\""));
    JsonNode one = SERVER.get("/api/v1/vocabularies/resolve?text=STRONTIUMX").json();
    assertThat(one.path("term").path("original").asString())
        .isEqualTo("misp-galaxy:actor-x=\"APT 28x\"");
    assertThat(one.path("term").path("userTag").asString()).isEqualTo("actor-x/-APT 28x");
    JsonNode several = SERVER.get("/api/v1/vocabularies/resolve?text=sofacyx").json();
    assertThat(several.path("ambiguous").asBoolean()).isTrue();
    assertThat(several.path("term").isNull()).isTrue();
    assertThat(several.path("candidates")).hasSize(2);
    JsonNode none = SERVER.get("/api/v1/vocabularies/resolve?text=nobody").json();
    assertThat(none.path("candidates")).isEmpty();
  }

  @Test
  void terms_are_suggested_after_tags_in_use_by_any_of_their_names() {
    put(galaxy("actor-y", "Lazarusy Group", "\"Hidden Cobray\""));
    SERVER.sample("s", "cobray-own");
    JsonNode tags = SERVER.get("/api/v1/tags/suggest?text=cobray&kind=user").json().path("tags");
    assertThat(names(tags)).containsExactly("cobray-own", "actor-y/-Lazarusy Group");
    assertThat(tags.path(0).toString())
        .isEqualTo("{\"kind\":\"user\",\"name\":\"cobray-own\",\"count\":1}");
    assertThat(tags.path(1).path("suggested").asBoolean()).isTrue();
    assertThat(tags.path(1).path("original").asString())
        .isEqualTo("misp-galaxy:actor-y=\"Lazarusy Group\"");
    assertThat(
            names(SERVER.get("/api/v1/tags/suggest?text=cobray&kind=system").json().path("tags")))
        .isEmpty();

    put(taxonomy("tlpy", "1", "amber+strict"));
    SERVER.sample("s", "tlpy//amber/_plus_strict");
    JsonNode used = SERVER.get("/api/v1/tags/suggest?text=tlpy").json().path("tags");
    assertThat(used).hasSize(1);
    assertThat(used.path(0).path("count").asInt()).isEqualTo(1);
    assertThat(used.path(0).path("suggested").asBoolean()).isFalse();
    assertThat(used.path(0).path("colour").asString()).isEqualTo("#ffc000");
    assertThat(used.path(0).path("about").asString()).isEqualTo("About amber+strict.");
    JsonNode byOriginal =
        SERVER.get("/api/v1/tags/suggest?text=tlpy%3Aamber%2Bst").json().path("tags");
    assertThat(names(byOriginal)).containsExactly("tlpy//amber/_plus_strict");
    for (String q : new String[] {"%23amber%2Bstr", "tag-user:%22tlpy:amber%2Bstrict%22"}) {
      JsonNode found = SERVER.get("/api/v1/samples?q=" + q).json();
      assertThat(found.path("total").asInt()).as("found by its original, " + q).isEqualTo(1);
    }
  }

  @Test
  void a_new_name_that_is_nearly_one_in_use_is_told_and_not_refused() {
    String sample = SERVER.sample("n", "nearby_tag");
    Map<String, Object> edit =
        Map.of("samples", List.of(sample), "add", List.of("Nearby-Tag", "unlike"));
    String near =
        "[{\"name\":\"Nearby-Tag\",\"of\":\"nearby_tag\",\"why\":\"separator\",\"count\":1}]";
    assertThat(
            SERVER
                .get("/api/v1/tags/near?name=Nearby-Tag&name=unlike")
                .json()
                .path("nearDuplicates"))
        .hasToString(near);
    Reply done = SERVER.json("POST", "/api/v1/samples/tags", edit);
    assertThat(done.status()).isEqualTo(200);
    assertThat(done.json().path("nearDuplicates")).hasToString(near);
    assertThat(done.json().path("tags").path(0).path("changed").asInt()).isEqualTo(1);
    Reply again = SERVER.json("POST", "/api/v1/samples/tags", edit);
    assertThat(again.json().has("nearDuplicates")).as("it is in use now").isFalse();
    Reply rename =
        SERVER.json(
            "POST",
            "/api/v1/tags/rename",
            Map.of("from", "unlike", "to", "nearby tag", "preview", true));
    assertThat(rename.json().path("nearDuplicates")).hasSize(2);
    assertThat(SERVER.get("/api/v1/tags/near").status()).isEqualTo(400);
  }

  @Test
  void the_foreign_api_says_nothing_of_it() {
    String sample = SERVER.sample("n", "foreign_tag");
    Reply reply =
        SERVER.json("POST", "/api/tag/" + sample + "/", Map.of("tags", List.of("foreign-tag")));
    assertThat(reply.text()).doesNotContain("foreign_tag", "nearDuplicates");
  }
}
