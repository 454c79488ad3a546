package earmark.bench.side;

import earmark.bench.corpus.Columns;
import earmark.bench.corpus.Corpus;
import earmark.search.Query;
import earmark.tag.Tag;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a corpus is as documents: one for each sample, and one for each tag, to be suggested. */
final class OpenSearchDocuments {
  static final Map<String, ?> WORD = Map.of("type", "keyword");
  private static final Map<String, ?> NUMBER = Map.of("type", "long");
  private static final int BLOCK = 20_000;

  private final Corpus corpus;
  private final String[] quoted;

  OpenSearchDocuments(Corpus corpus) {
    this.corpus = corpus;
    quoted = corpus.tags().stream().map(tag -> quoted(tag.name())).toArray(String[]::new);
  }

  private static String quoted(String text) {
    return OpenSearchNode.JSON.writeValueAsString(text);
  }

  /**
   * The fields of a sample. {@code folded} holds all of its tags in lower case, {@code user.folded}
   * the User Tags alone.
   */
  static Map<String, ?> sampleFields() {
    Map<String, ?> lower = Map.of("type", "keyword", "normalizer", "lower", "doc_values", false);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("number", Map.of("type", "integer"));
    fields.put("system", Map.of("type", "keyword", "copy_to", "folded"));
    fields.put(
        "user", Map.of("type", "keyword", "copy_to", "folded", "fields", Map.of("folded", lower)));
    fields.put("folded", lower);
    for (String word : List.of("type", "filetype", "classification", "threat")) {
      fields.put(word, WORD);
    }
    for (String number : List.of("size", "firstseen", "lastseen", "filecount")) {
      fields.put(number, NUMBER);
    }
    return fields;
  }

  /** The fields of a tag. */
  static Map<String, ?> tagFields() {
    return Map.of("name", WORD, "kind", WORD, "folded", WORD, "uses", NUMBER);
  }

  void tags(OpenSearchFeed feed) {
    for (int i = 0; i < corpus.tags().size(); i++) {
      Tag tag = corpus.tags().get(i);
      feed.next()
          .append("{\"index\":{\"_index\":\"tag\"}}\n{\"name\":")
          .append(quoted[i])
          .append(",\"kind\":\"")
          .append(tag.kind())
          .append("\",\"folded\":")
          .append(quoted(Query.fold(tag.name())))
          .append(",\"uses\":")
          .append(corpus.things()[i].length)
          .append("}\n");
    }
  }

  /**
   * Writes whole documents.
   *
   * @param samples in ascending order
   * @param more for each of the samples, the names of further User Tags of it
   */
  void samples(OpenSearchFeed feed, int[] samples, List<String> more) {
    List<String> added = more.stream().map(OpenSearchDocuments::quoted).toList();
    for (int at = 0; at < samples.length; ) {
      int from = samples[at] / BLOCK * BLOCK;
      int to = Math.min(corpus.samples(), from + BLOCK);
      int[][] tags = corpus.tagsOf(from, to);
      for (; at < samples.length && samples[at] < to; at++) {
        sample(feed.next(), samples[at], tags[samples[at] - from], added);
      }
    }
  }

  private void sample(StringBuilder out, int sample, int[] tags, List<String> added) {
    Columns columns = corpus.columns();
    int users = firstUser(tags);
    out.append("{\"index\":{\"_index\":\"sample\",\"_id\":\"").append(sample).append("\"}}\n");
    out.append("{\"number\":").append(sample).append(",\"system\":[");
    append(out, Arrays.stream(tags, 0, users).mapToObj(tag -> quoted[tag]).toList());
    out.append("],\"user\":[");
    append(out, Arrays.stream(tags, users, tags.length).mapToObj(tag -> quoted[tag]).toList());
    if (users < tags.length && !added.isEmpty()) out.append(',');
    append(out, added);
    out.append("],\"type\":\"").append(columns.sampleType(sample));
    out.append("\",\"filetype\":\"").append(columns.fileType(sample));
    out.append("\",\"classification\":\"").append(columns.classification(sample));
    if (!columns.threat(sample).isEmpty()) {
      out.append("\",\"threat\":\"").append(columns.threat(sample));
    }
    out.append("\",\"size\":").append(columns.sizeBytes()[sample]);
    out.append(",\"firstseen\":").append(columns.firstSeen()[sample]);
    out.append(",\"lastseen\":").append(columns.lastSeen()[sample]);
    out.append(",\"filecount\":").append(columns.fileCounts()[sample]).append("}\n");
  }

  /** System Tags come first in a corpus. */
  private int firstUser(int[] tags) {
    int at = 0;
    while (at < tags.length && corpus.tags().get(tags[at]).kind() == Tag.Kind.SYSTEM) at++;
    return at;
  }

  private static void append(StringBuilder out, List<String> values) {
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) out.append(',');
      out.append(values.get(i));
    }
  }
}
