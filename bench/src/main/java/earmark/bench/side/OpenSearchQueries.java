package earmark.bench.side;

import earmark.index.Answers.Counted;
import earmark.search.Query;
import earmark.tag.Tag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What OpenSearch is asked, and how its answers are read. */
final class OpenSearchQueries {
  private static final List<String> TAGS = List.of("system", "user");
  private static final Comparator<Counted> MOST_USED =
      Comparator.<Counted>comparingInt(counted -> -counted.count())
          .thenComparing(counted -> counted.tag().name())
          .thenComparing(counted -> counted.tag().kind());

  private final OpenSearchNode node;

  OpenSearchQueries(OpenSearchNode node) {
    this.node = node;
  }

  Page page(Search search) {
    Map<String, String> newest = Map.of("number", "desc");
    List<?> order =
        search instanceof Search.Largest
            ? List.of(Map.of("size", "desc"), newest)
            : List.of(newest);
    JsonNode hits =
        node.post(
                "/sample/_search",
                Map.of(
                    "size",
                    Side.PAGE,
                    "track_total_hits",
                    true,
                    "query",
                    query(search),
                    "sort",
                    order,
                    "_source",
                    TAGS))
            .path("hits");
    return new Page(hits.path("total").path("value").asLong(), rows(hits.path("hits")));
  }

  private static Map<String, ?> query(Search search) {
    return switch (search) {
      case Search.Like(String text) -> OpenSearchNode.all(List.of(containing(text)));
      case Search.Narrow narrow ->
          Map.of(
              "bool",
              Map.of(
                  "filter",
                  List.of(
                      is(field(narrow.tag().kind()), narrow.tag().name()),
                      Map.of("prefix", Map.of("user.folded", Query.fold(narrow.prefix()))),
                      range("size", narrow.fromBytes(), narrow.toBytes())),
                  "must_not",
                  List.of(is(field(narrow.without().kind()), narrow.without().name()))));
      case Search.Recent recent ->
          OpenSearchNode.all(
              List.of(
                  containing(recent.text()),
                  is("type", recent.sampleType()),
                  range("firstseen", recent.from(), recent.to())));
      case Search.Largest(Tag tag, String classification) ->
          OpenSearchNode.all(
              List.of(is(field(tag.kind()), tag.name()), is("classification", classification)));
    };
  }

  static String field(Tag.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, ?> is(String field, String value) {
    return Map.of("term", Map.of(field, value));
  }

  private static Map<String, ?> range(String field, long from, long to) {
    return Map.of("range", Map.of(field, Map.of("gte", from, "lte", to)));
  }

  private static Map<String, ?> containing(String text) {
    String escaped = Query.fold(text).replaceAll("[\\\\*?]", "\\\\$0");
    return Map.of("wildcard", Map.of("folded", Map.of("value", "*" + escaped + "*")));
  }

  private static List<Page.Row> rows(JsonNode documents) {
    List<Page.Row> rows = new ArrayList<>();
    for (JsonNode document : documents) {
      JsonNode source = document.path("_source");
      rows.add(
          new Page.Row(
              Integer.parseInt(document.path("_id").asString()),
              texts(source.path("system")),
              texts(source.path("user"))));
    }
    return rows;
  }

  private static List<String> texts(JsonNode values) {
    return values.valueStream().map(JsonNode::asString).toList();
  }

  /** The cache of whole answers is passed by: nobody asks the same twice in real life. */
  List<Counted> facets(Search search, int limit) {
    Map<String, ?> order = Map.of("_count", "desc");
    return counted(query(search), limit, List.of(order, Map.of("_key", "asc")), Map.of()).stream()
        .sorted(MOST_USED)
        .limit(limit)
        .toList();
  }

  /** On how many samples each tag is, of those with one of the names if any are given. */
  List<Counted> counts(int tags, List<String> names) {
    Map<String, ?> include = names.isEmpty() ? Map.of() : Map.of("include", names);
    return counted(Map.of("match_all", Map.of()), tags, List.of(Map.of("_key", "asc")), include);
  }

  private List<Counted> counted(
      Map<String, ?> query, int size, List<?> order, Map<String, ?> include) {
    Map<String, Object> aggregations = new LinkedHashMap<>();
    for (String field : TAGS) {
      Map<String, Object> terms = new LinkedHashMap<>(include);
      terms.putAll(Map.of("field", field, "size", size, "order", order));
      aggregations.put(field, Map.of("terms", terms));
    }
    JsonNode found =
        node.post(
                "/sample/_search?request_cache=false",
                Map.of("size", 0, "track_total_hits", false, "query", query, "aggs", aggregations))
            .path("aggregations");
    List<Counted> all = new ArrayList<>();
    for (String field : TAGS) {
      Tag.Kind kind = Tag.Kind.valueOf(field.toUpperCase(Locale.ROOT));
      for (JsonNode bucket : found.path(field).path("buckets")) {
        Tag tag = new Tag(kind, "", bucket.path("key").asString());
        all.add(new Counted(tag, bucket.path("doc_count").asInt()));
      }
    }
    return all;
  }

  List<Counted> suggest(String text, int limit) {
    Map<String, ?> starts = Map.of("prefix", Map.of("folded", Query.fold(text)));
    JsonNode hits =
        node.post(
                "/tag/_search",
                Map.of(
                    "size",
                    limit,
                    "track_total_hits",
                    false,
                    "query",
                    Map.of(
                        "bool",
                        Map.of(
                            "filter", List.of(containing(text)),
                            "should", List.of(Map.of("constant_score", Map.of("filter", starts))))),
                    "sort",
                    List.of(
                        Map.of("_score", "desc"),
                        Map.of("uses", "desc"),
                        Map.of("name", "asc"),
                        Map.of("kind", "asc"))))
            .path("hits")
            .path("hits");
    List<Counted> all = new ArrayList<>();
    for (JsonNode hit : hits) {
      JsonNode tag = hit.path("_source");
      all.add(
          new Counted(
              new Tag(
                  Tag.Kind.valueOf(tag.path("kind").asString()), "", tag.path("name").asString()),
              tag.path("uses").asInt()));
    }
    return all;
  }

  List<Page.Row> tags(List<Integer> samples) {
    return rows(
        node.post(
                "/sample/_mget?_source_includes=system,user",
                Map.of("ids", samples.stream().map(String::valueOf).toList()))
            .path("docs"));
  }
}
