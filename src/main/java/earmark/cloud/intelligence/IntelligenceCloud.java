package earmark.cloud.intelligence;

import earmark.cloud.Cloud;
import earmark.cloud.CloudSample;
import earmark.cloud.wire.Fields;
import earmark.cloud.wire.Line;
import earmark.sample.SampleHash;
import earmark.search.Column;
import earmark.search.Order;
import earmark.search.Query;
import earmark.search.QueryText;
import earmark.search.Search;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Spectra Intelligence: {@code rl.web_search_api} for searches, {@code spex} for downloads. */
public final class IntelligenceCloud implements Cloud {
  private static final String SEARCH = "/api/search/v1/query";
  private static final String DOWNLOAD = "/api/spex/download/v2/query/";

  /** How deep a search may be paged. Source: TCA-0320, which answers 400 beyond. */
  private static final long RESULTS_MAX = 100_000;

  /** What it can sort by. Source: the SDK's list of criteria. */
  private static final Map<Column, String> SORTS =
      Map.of(
          Column.SHA1_HEAD, "sha1",
          Column.FIRST_SEEN, "firstseen",
          Column.THREAT_NAME, "threatname",
          Column.SAMPLE_TYPE, "sampletype",
          Column.FILE_COUNT, "filecount",
          Column.SIZE_BYTES, "size");

  private final Line line;
  private final int pageMax;

  /**
   * @param pageMax how many samples are asked for at once at most; the cloud gives 10,000
   */
  public IntelligenceCloud(Line line, int pageMax) {
    this.line = line;
    this.pageMax = pageMax;
  }

  @Override
  public String name() {
    return "Spectra Intelligence at " + line.host();
  }

  @Override
  public int pageMax() {
    return pageMax;
  }

  @Override
  public Found search(Ask ask) {
    Optional<String> query = text(ask.query());
    if (query.isEmpty()) return new Found.Refused("This search can't be put into words.");
    if (query.get().length() > Search.API_LENGTH_MAX) {
      return new Found.Refused("Search query too long, please shorten and/or simplify your query.");
    }
    if ((long) ask.page() * ask.limit() > RESULTS_MAX) {
      return new Found.Refused("Max limit reached");
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("query", query.get());
    body.put("page", ask.page());
    body.put("records_per_page", ask.limit());
    body.put("format", "json");
    sort(ask.order()).ifPresent(sort -> body.put("sort", sort));
    return switch (line.post(SEARCH, Fields.write(body))) {
      case Line.Reply.Failed(String reason) -> new Found.Unavailable(reason);
      case Line.Reply.Answer(int status, byte[] answer) -> found(status, answer);
    };
  }

  /** The query as the cloud reads it; it has no sign for "everything" but an open range. */
  private static Optional<String> text(Query query) {
    Query asked =
        query.equals(new Query.Everything())
            ? new Query.InRange(Column.SIZE_BYTES, 0, Long.MAX_VALUE)
            : query;
    return QueryText.print(asked);
  }

  private static Optional<String> sort(Order order) {
    return order.by() instanceof Order.By.Value(Column column)
        ? Optional.ofNullable(SORTS.get(column))
            .map(name -> name + (order.descending() ? " desc" : " asc"))
        : Optional.empty();
  }

  private static Found found(int status, byte[] answer) {
    Optional<JsonNode> tree = Fields.tree(answer);
    if (status == 404) return Found.Page.NONE; // some of its services say "nothing found" so
    if (status == 400) {
      String why = tree.map(node -> new Fields(node).text("message")).orElse("");
      return new Found.Refused(why.isEmpty() ? "The cloud does not understand this search." : why);
    }
    JsonNode found = tree.map(node -> node.path("rl").path("web_search_api")).orElse(null);
    if (found == null || !found.path("entries").isArray()) {
      return new Found.Unavailable("It answered something else than a search result.");
    }
    List<CloudSample> samples = new ArrayList<>();
    for (JsonNode entry : found.path("entries")) {
      CloudSample sample = sample(new Fields(entry));
      if (!sample.hash().isEmpty()) samples.add(sample);
    }
    long total = Math.max(new Fields(found).number("total_count"), samples.size());
    return new Found.Page(total, samples, found.path("more_pages").asBoolean(false));
  }

  private static CloudSample sample(Fields entry) {
    return new CloudSample(
        entry.hash("sha1", SampleHash.Algorithm.SHA1),
        entry.hash("sha256", SampleHash.Algorithm.SHA256),
        entry.hash("md5", SampleHash.Algorithm.MD5),
        entry.text("filename"),
        entry.some("sampletype"),
        entry.number("size"),
        (int) Math.min(Integer.MAX_VALUE, entry.number("filecount")),
        entry.word("classification"),
        entry.some("threatname"),
        risk(entry),
        entry.texts("tags"),
        entry.moment("firstseen"),
        entry.moment("lastseen"),
        entry.node().path("available").asBoolean(false));
  }

  /** Entries have {@code riskscore}, or {@code threatlevel} from 0 to 5. */
  private static Optional<Integer> risk(Fields entry) {
    if (entry.node().path("riskscore").isIntegralNumber()) {
      return Optional.of((int) Math.min(10, entry.number("riskscore")));
    }
    if (!entry.node().path("threatlevel").isIntegralNumber()) return Optional.empty();
    boolean bad =
        entry
            .word("classification")
            .filter(w -> w.equals("malicious") || w.equals("suspicious"))
            .isPresent();
    return bad
        ? Optional.of((int) Math.min(10, 2 * entry.number("threatlevel")))
        : Optional.empty();
  }

  @Override
  public Fetched fetch(SampleHash hash, Receiver receiver) {
    if (hash.algorithm() == SampleHash.Algorithm.SHA512) {
      return new Fetched.Absent("Spectra Intelligence gives no bytes for a SHA512.");
    }
    String type = hash.algorithm().name().toLowerCase(Locale.ROOT);
    return line.fetch(DOWNLOAD + type + "/" + hash.hex(), receiver, _ -> "");
  }

  @Override
  public void close() {
    line.close();
  }
}
