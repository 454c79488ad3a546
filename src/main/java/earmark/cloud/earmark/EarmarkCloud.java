package earmark.cloud.earmark;

import earmark.cloud.Cloud;
import earmark.cloud.CloudSample;
import earmark.cloud.wire.Fields;
import earmark.cloud.wire.Line;
import earmark.sample.SampleHash;
import earmark.search.Column;
import earmark.search.Order;
import earmark.search.QueryText;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Another Earmark. The User Tags there are its own; they are not read. It pages by cursors, so that
 * a page deep down is reached from the nearest one that was seen before.
 */
public final class EarmarkCloud implements Cloud {
  private static final String SAMPLES = "/api/v1/samples";

  /** How many samples a page of the other may have. */
  private static final int PAGE_MAX = 200;

  private static final int CURSORS_MAX = 2_000;
  private static final int WALK_MAX = 50;
  private static final Pattern FILE_NAME = Pattern.compile("filename\\*=UTF-8''([^;\\s]+)");

  private static final Map<Column, String> SORTS =
      Map.of(
          Column.SHA1_HEAD, "sha1",
          Column.FIRST_SEEN, "firstseen",
          Column.LAST_SEEN, "lastseen",
          Column.THREAT_NAME, "threatname",
          Column.SAMPLE_TYPE, "sampletype",
          Column.FILE_NAME, "filename",
          Column.FILE_COUNT, "filecount",
          Column.SIZE_BYTES, "size");

  private final Line line;
  private final int pageMax;

  /** Where pages begin, of the searches that were asked last. */
  private final Map<Place, String> cursors =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Place, String> eldest) {
              return size() > CURSORS_MAX;
            }
          });

  /** A page of a search, which is the text of its address without the cursor. */
  private record Place(String search, int page) {}

  public EarmarkCloud(Line line, int pageMax) {
    this.line = line;
    this.pageMax = Math.min(pageMax, PAGE_MAX);
  }

  @Override
  public String name() {
    return "Earmark at " + line.host();
  }

  @Override
  public int pageMax() {
    return pageMax;
  }

  @Override
  public Found search(Ask ask) {
    Optional<String> query = QueryText.print(ask.query());
    if (query.isEmpty()) return new Found.Refused("This search can't be put into words.");
    String search =
        SAMPLES + "?q=" + encoded(query.get()) + "&limit=" + ask.limit() + sort(ask.order());
    int page = ask.page();
    while (page > 1 && !cursors.containsKey(new Place(search, page))) page--;
    if (ask.page() - page > WALK_MAX) return new Found.Refused("Max limit reached");
    while (true) {
      Found found = page(search, page);
      if (page == ask.page() || !(found instanceof Found.Page(long total, _, boolean more))) {
        return found;
      }
      if (!more) return new Found.Page(total, List.of(), false);
      page++;
    }
  }

  private Found page(String search, int page) {
    String cursor = page == 1 ? null : cursors.get(new Place(search, page));
    String path = cursor == null ? search : search + "&cursor=" + encoded(cursor);
    return switch (line.get(path)) {
      case Line.Reply.Failed(String reason) -> new Found.Unavailable(reason);
      case Line.Reply.Answer(int status, byte[] answer) -> found(search, page, status, answer);
    };
  }

  private Found found(String search, int page, int status, byte[] answer) {
    Optional<JsonNode> tree = Fields.tree(answer);
    if (status == 400) {
      String why = tree.map(node -> new Fields(node).text("detail")).orElse("");
      return new Found.Refused(why.isEmpty() ? "The cloud does not understand this search." : why);
    }
    if (status != 200 || tree.isEmpty() || !tree.get().path("samples").isArray()) {
      return new Found.Unavailable("What answers there is no Earmark.");
    }
    List<CloudSample> samples = new ArrayList<>();
    for (JsonNode entry : tree.get().path("samples")) {
      CloudSample sample = sample(new Fields(entry));
      if (!sample.sha256().isEmpty()) samples.add(sample);
    }
    String next = tree.get().path("next").asString("");
    if (!next.isEmpty()) cursors.put(new Place(search, page + 1), next);
    return new Found.Page(new Fields(tree.get()).number("total"), samples, !next.isEmpty());
  }

  private static CloudSample sample(Fields entry) {
    return new CloudSample(
        entry.hash("sha1", SampleHash.Algorithm.SHA1),
        entry.hash("sha256", SampleHash.Algorithm.SHA256),
        entry.hash("md5", SampleHash.Algorithm.MD5),
        entry.text("name"),
        entry.some("type"),
        entry.number("size"),
        (int) Math.min(Integer.MAX_VALUE, entry.number("fileCount")),
        entry.word("classification"),
        entry.some("threatName"),
        entry.node().path("riskScore").isIntegralNumber()
            ? Optional.of((int) Math.min(10, entry.number("riskScore")))
            : Optional.empty(),
        entry.within("tags").texts("system"),
        entry.moment("firstSeen"),
        entry.moment("lastSeen"),
        true);
  }

  private static String sort(Order order) {
    String name =
        switch (order.by()) {
          case Order.By.Arrival _, Order.By.Scoped _ -> "arrival";
          case Order.By.Value(Column column) -> SORTS.getOrDefault(column, "arrival");
        };
    return "&sort=" + name + (order.descending() ? "%20desc" : "%20asc");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public Fetched fetch(SampleHash hash, Receiver receiver) {
    return line.fetch(SAMPLES + "/" + hash.hex() + "/content", receiver, EarmarkCloud::fileName);
  }

  private static String fileName(String contentDisposition) {
    Matcher name = FILE_NAME.matcher(contentDisposition);
    if (!name.find()) return "";
    try {
      return URLDecoder.decode(name.group(1).replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  @Override
  public void close() {
    line.close();
  }
}
