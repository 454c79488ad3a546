package earmark.bench.side;

import earmark.bench.corpus.Corpus;
import earmark.index.Answers.Counted;
import earmark.tag.Tag;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * OpenSearch with a document for each sample that holds its tags as keywords: one node, one shard,
 * no replica, every request made durable before it is answered.
 */
public final class OpenSearchSide implements Side {
  private static final int LARGE = 2_000_000;
  private static final int HEAP_MB = 2048;
  private static final int HEAP_LARGE_MB = 3072;
  private static final int FEW = 10;

  /** Adds a tag to a document that lacks it. */
  private static final String ADD =
      "if (ctx._source.system.contains(params.tag) || ctx._source.user.contains(params.tag))"
          + " { ctx.op = 'none' } else { ctx._source.user.add(params.tag) }";

  private final OpenSearchNode node;
  private final OpenSearchQueries queries;
  private final int heapMegabytes;
  private final SharedRefresh shared = new SharedRefresh(this::refreshSamples);
  private final List<String> tagged = new ArrayList<>();
  private @Nullable OpenSearchDocuments documents;

  private OpenSearchSide(OpenSearchNode node, int heapMegabytes) {
    this.node = node;
    this.heapMegabytes = heapMegabytes;
    queries = new OpenSearchQueries(node);
  }

  /**
   * Starts a node for so many samples whose data is in a new folder.
   *
   * @param jars the folder with the jars of a node
   */
  public static OpenSearchSide open(Path folder, Path jars, int samples) throws IOException {
    int heap = samples > LARGE ? HEAP_LARGE_MB : HEAP_MB;
    return new OpenSearchSide(OpenSearchNode.start(folder, jars, heap), heap);
  }

  @Override
  public String name() {
    return "OpenSearch";
  }

  @Override
  public String version() {
    String number = node.get("/").path("version").path("number").asString();
    return "OpenSearch " + number + " (heap " + heapMegabytes + " MiB)";
  }

  @Override
  public void load(Corpus corpus) {
    create("sample", OpenSearchDocuments.sampleFields());
    create("tag", OpenSearchDocuments.tagFields());
    documents = new OpenSearchDocuments(corpus);
    try (OpenSearchFeed feed = new OpenSearchFeed(node)) {
      documents.tags(feed);
      documents.samples(feed, IntStream.range(0, corpus.samples()).toArray(), List.of());
    }
    refresh();
    node.post("/_flush", Map.of());
    settle();
  }

  private void create(String index, Map<String, ?> fields) {
    node.put(
        "/" + index,
        Map.of(
            "settings",
            Map.of(
                "number_of_shards",
                1,
                "number_of_replicas",
                0,
                "refresh_interval",
                "-1",
                "translog.durability",
                "request",
                "analysis.normalizer.lower",
                Map.of("type", "custom", "filter", "lowercase")),
            "mappings",
            Map.of("dynamic", "strict", "properties", fields)));
  }

  private void refresh() {
    node.post("/_refresh", Map.of());
  }

  private void refreshSamples() {
    node.post("/sample/_refresh", Map.of());
  }

  /** Waits until no segments are being merged. */
  private void settle() {
    while (true) {
      JsonNode merges = node.get("/_stats/merge").path("_all").path("total").path("merges");
      if (merges.path("current").asInt() == 0) return;
      OpenSearchNode.pause();
    }
  }

  @Override
  public Page search(Search search) {
    return queries.page(search);
  }

  @Override
  public List<Counted> facets(Search search, int limit) {
    return queries.facets(search, limit);
  }

  @Override
  public List<Counted> suggest(String text, int limit) {
    return queries.suggest(text, limit);
  }

  @Override
  public List<Page.Row> tags(List<Integer> samples) {
    return queries.tags(samples);
  }

  @Override
  public Writer writer() {
    return new Writer() {
      @Override
      public void add(Write write) {
        node.post(
            "/sample/_update/" + write.sample() + "?retry_on_conflict=10", script(write.tag()));
        shared.await();
      }

      @Override
      public void close() {}
    };
  }

  private static Map<String, ?> script(Tag tag) {
    return Map.of("script", Map.of("source", ADD, "params", Map.of("tag", tag.name())));
  }

  @Override
  public ThreadFactory threads() {
    return Thread.ofVirtual().factory();
  }

  /** Whole documents anew: faster than scripts that change them in place. */
  @Override
  public void tagAll(Tag tag, int[] samples) {
    if (documents == null) throw new IllegalStateException("nothing was loaded");
    tagged.add(tag.name());
    try (OpenSearchFeed feed = new OpenSearchFeed(node)) {
      documents.samples(feed, samples, tagged);
    }
    refresh();
  }

  @Override
  public void catchUp(List<Write> writes) {
    try (OpenSearchFeed feed = new OpenSearchFeed(node)) {
      for (Write write : writes) {
        feed.next()
            .append("{\"update\":{\"_index\":\"sample\",\"_id\":\"")
            .append(write.sample())
            .append("\",\"retry_on_conflict\":10}}\n")
            .append(OpenSearchNode.JSON.writeValueAsString(script(write.tag())))
            .append('\n');
      }
    }
    refresh();
  }

  /** Every tag with the number of its samples; of a few tags, those alone. */
  @Override
  public List<Integer> counts(List<Tag> tags) {
    List<String> names = tags.size() <= FEW ? tags.stream().map(Tag::name).toList() : List.of();
    Map<Tag, Integer> counts = new HashMap<>();
    for (Counted counted : queries.counts(2 * tags.size() + FEW, names)) {
      counts.put(counted.tag(), counted.count());
    }
    return tags.stream().map(tag -> counts.getOrDefault(tag, 0)).toList();
  }

  @Override
  public void close() {
    node.close();
  }
}
