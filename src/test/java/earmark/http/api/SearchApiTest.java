package earmark.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.http.Instance;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Searching over the API: sorted, as of the past, with counts of tags and with help. */
class SearchApiTest {
  @RegisterExtension static final Instance SERVER = new Instance();
  private static final TagEngine API = new TagEngine(SERVER);

  /** A second that is over when this returns. */
  private static String second() throws InterruptedException {
    Instant now = Instant.now();
    String second = now.truncatedTo(ChronoUnit.SECONDS).toString();
    Thread.sleep(1001 - now.toEpochMilli() % 1000);
    return second;
  }

  @Test
  void a_search_as_of_a_moment_shows_the_tags_of_then() throws InterruptedException {
    String a = SERVER.sample("past a", "past_one");
    String b = SERVER.sample("past b");
    String then = second();
    API.remove("past_one", a);
    API.add("past_two", a, b);
    JsonNode page = API.search("as-of:" + then + " tag-user:past_one");
    assertThat(page.path("total").asInt()).isEqualTo(1);
    assertThat(Instant.parse(page.path("asOf").asString()))
        .isBetween(Instant.parse(then), Instant.parse(then).plusSeconds(1));
    assertThat(page.path("samples").path(0).path("tags").path("user").toString())
        .isEqualTo("[\"past_one\"]");
    JsonNode now = API.search("tag-user:past_one");
    assertThat(now.path("total").asInt()).isZero();
    assertThat(now.path("asOf").isNull()).isTrue();
    assertThat(
            API.get("samples/facets?kind=user&q=" + TagEngine.encoded("as-of:" + then + " " + a))
                .toString())
        .isEqualTo(
            "{\"total\":1,\"tags\":[{\"kind\":\"user\",\"name\":\"past_one\",\"count\":1}]}");
    JsonNode future = API.search("as-of:2999-01-01 tag-user:past_two");
    assertThat(TagEngine.sha1(future)).containsExactly(b, a);
  }

  @Test
  void samples_are_found_by_who_gave_their_tag() {
    String a = SERVER.sample("by a");
    API.add("prov_tag", a);
    assertThat(TagEngine.sha1(API.search("tag-user:prov_tag tag-by:admin tag-via:api")))
        .containsExactly(a);
    assertThat(API.search("tag-user:prov_tag tag-by:nobody").path("total").asInt()).isZero();
    assertThat(API.search("tag-user:prov_tag tag-via:ui").path("total").asInt()).isZero();
  }

  @Test
  void what_changed_between_two_moments() throws InterruptedException {
    String a = SERVER.sample("diff a", "diff_tag");
    String from = second();
    String b = SERVER.sample("diff b");
    API.add("diff_tag", b);
    API.remove("diff_tag", a);
    API.add("diff_other", a);
    JsonNode diff = API.get("samples/diff?q=tag-user:diff_tag&from=" + from);
    assertThat(diff.path("from").asString()).isEqualTo(from);
    assertThat(diff.path("to").isNull()).isTrue();
    // the second began before the first sample was tagged or after, so ask for its end as well
    String end = Instant.parse(from).plusSeconds(1).minus(1, ChronoUnit.MICROS).toString();
    diff = API.get("samples/diff?q=tag-user:diff_tag&from=" + end);
    assertThat(diff.path("gained").path("total").asInt()).isEqualTo(1);
    assertThat(TagEngine.sha1(diff.path("gained"))).containsExactly(b);
    assertThat(TagEngine.sha1(diff.path("lost"))).containsExactly(a);
    assertThat(diff.path("lost").path("samples").path(0).path("tags").path("user").toString())
        .as("as it was when it was found")
        .isEqualTo("[\"diff_tag\"]");
    diff = API.get("samples/diff?q=tag-user:diff_tag&from=2001-01-01&to=" + end);
    assertThat(TagEngine.sha1(diff.path("gained"))).containsExactly(a);
    assertThat(diff.path("lost").path("total").asInt()).isZero();
  }

  @Test
  void facets_count_the_tags_of_what_is_found() {
    SERVER.sample("facets a", "fct_all", "fct_some");
    SERVER.sample("facets b", "fct_all", "fct_some");
    SERVER.sample("facets c", "fct_all");
    assertThat(API.get("samples/facets?kind=user&q=tag-user:fct_all").toString())
        .isEqualTo(
            "{\"total\":3,\"tags\":[{\"kind\":\"user\",\"name\":\"fct_all\",\"count\":3},"
                + "{\"kind\":\"user\",\"name\":\"fct_some\",\"count\":2}]}");
    assertThat(API.get("samples/facets?kind=user&limit=1&q=tag-user:fct_all").path("tags"))
        .hasSize(1);
    assertThat(API.get("samples/facets").path("total").asInt()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void related_tags_stand_together_with_all_that_are_asked() {
    SERVER.sample("VBoxTray related a", "rel_1", "rel_2", "rel_3");
    SERVER.sample("related b", "rel_1", "rel_2", "rel_4");
    SERVER.sample("related c", "rel_1", "rel_5");
    JsonNode related = API.get("tags/related?kind=user&tag=rel_1&tag=rel_2").path("tags");
    List<String> names = new ArrayList<>();
    for (JsonNode tag : related) {
      names.add(tag.path("kind").asString() + ":" + tag.path("name").asString());
    }
    assertThat(names)
        .contains("user:rel_3", "user:rel_4", "system:antisandbox")
        .doesNotContain("user:rel_1", "user:rel_2", "user:rel_5");
    assertThat(API.get("tags/related?kind=user&tag=rel_1&limit=1").toString())
        .isEqualTo("{\"tags\":[{\"kind\":\"user\",\"name\":\"rel_2\",\"count\":2}]}");
    assertThat(API.get("tags/related?kind=user&tag=rel_none").path("tags")).isEmpty();
  }

  @Test
  void a_sorted_list_is_followed_to_its_end_while_tags_change() {
    record Sized(String sha1, long size) {}

    List<Sized> all = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      String sha1 = SERVER.sample("x".repeat((i * 7 + 3) % 9), "srt_tag");
      all.add(new Sized(sha1, API.get("samples/" + sha1).path("size").asLong()));
    }
    for (boolean descending : List.of(true, false)) {
      List<String> read = new ArrayList<>();
      String query = "samples?q=tag-user:srt_tag&limit=2&sort=size%20";
      String next = "";
      int page = 0;
      do {
        JsonNode answer = API.get(query + (descending ? "desc" : "asc") + next);
        read.addAll(TagEngine.sha1(answer));
        next = answer.path("next").isNull() ? "" : "&cursor=" + answer.path("next").asString();
        String last = read.getLast();
        API.remove("srt_tag", last); // what the cursor stands on is not found any more
        API.add("srt_seen", last);
        page++;
      } while (!next.isEmpty());
      Comparator<Sized> bySize = Comparator.comparingLong(Sized::size);
      List<Sized> expected = new ArrayList<>(all.reversed()); // equal ones newest first
      expected.sort(descending ? bySize.reversed() : bySize);
      assertThat(read).isEqualTo(expected.stream().map(Sized::sha1).toList());
      assertThat(page).isEqualTo(5);
      API.edit(Map.of("query", "tag-user:srt_seen", "add", List.of("srt_tag")));
    }
  }

  @Test
  void every_way_to_sort_answers_all_samples() {
    SERVER.sample("sort a");
    SERVER.sample("sort b");
    int total = API.get("samples").path("total").asInt();
    for (String key :
        List.of(
            "arrival",
            "firstseen",
            "lastseen",
            "size",
            "filecount",
            "sampletype",
            "threatname",
            "filename",
            "sha1")) {
      for (String way : List.of("asc", "desc")) {
        JsonNode page = API.get("samples?limit=200&sort=" + key + "%20" + way);
        assertThat(page.path("samples").size()).as(key).isEqualTo(total);
      }
    }
    List<String> sorted = TagEngine.sha1(API.get("samples?limit=200&sort=sha1%20asc"));
    assertThat(sorted).isSorted();
  }

  @Test
  void what_can_stand_at_the_caret_is_proposed() {
    SERVER.sample("complete a", "cmp one", "cmp_two");
    SERVER.sample("complete b", "cmp one");
    JsonNode keywords = API.get("search/complete?q=tag-u");
    assertThat(keywords.path("from").asInt()).isZero();
    assertThat(keywords.path("expects").asString()).isEqualTo("keyword");
    assertThat(keywords.path("proposals").path(0).path("text").asString()).isEqualTo("tag-user:");
    JsonNode tags = API.get("search/complete?q=" + TagEngine.encoded("size:5 tag-user:cmp"));
    assertThat(tags.toString())
        .isEqualTo(
            "{\"from\":16,\"expects\":\"tag\",\"proposals\":["
                + "{\"text\":\"\\\"cmp one\\\"\",\"about\":null,\"example\":null,"
                + "\"kind\":\"user\",\"count\":2},"
                + "{\"text\":\"cmp_two\",\"about\":null,\"example\":null,"
                + "\"kind\":\"user\",\"count\":1}]}");
    JsonNode bare = API.get("search/complete?limit=1&q=%23cmp");
    assertThat(bare.path("from").asInt()).isEqualTo(1);
    assertThat(bare.path("proposals").size()).isEqualTo(1);
    assertThat(bare.path("proposals").path(0).path("text").asString()).isEqualTo("cmp one");
    assertThat(TagEngine.texts(values(API.get("search/complete?q=tag-via:s"))))
        .containsExactly("spectra");
    assertThat(API.get("search/complete?q=tag-via:s%20x&caret=9").path("expects").asString())
        .isEqualTo("value");
    assertThat(API.get("search/complete?q=as-of:").path("expects").asString()).isEqualTo("date");
    assertThat(API.get("search/complete?q=size:").path("expects").asString()).isEqualTo("nothing");
    assertThat(API.get("search/complete").path("expects").asString()).isEqualTo("keyword");
  }

  private static JsonNode values(JsonNode completed) {
    var list = tools.jackson.databind.node.JsonNodeFactory.instance.arrayNode();
    for (JsonNode proposal : completed.path("proposals")) list.add(proposal.path("text"));
    return list;
  }

  @Test
  void all_keywords_are_listed_with_help() {
    JsonNode keywords = API.get("search/keywords").path("keywords");
    assertThat(keywords.size()).isEqualTo(earmark.search.Keyword.known().size());
    JsonNode first = keywords.path(0);
    assertThat(first.path("keyword").asString()).isEqualTo("tag");
    assertThat(first.path("aliases").toString()).isEqualTo("[\"tag-system\"]");
    for (JsonNode keyword : keywords) {
      assertThat(keyword.path("help").asString()).isNotEmpty();
      assertThat(API.search(keyword.path("example").asString()).path("total").asInt())
          .as(keyword.toString())
          .isNotNegative();
    }
  }
}
