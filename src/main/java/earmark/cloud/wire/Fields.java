package earmark.cloud.wire;

import earmark.refusal.Refusal;
import earmark.sample.SampleHash;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the fields of a sample as a cloud writes them. Nothing of it is believed: texts are cut,
 * and what is not of its kind counts as missing.
 */
public record Fields(JsonNode node) {
  private static final int DEPTH_MAX = 50;
  private static final int TEXT_MAX = 255;
  private static final int TAGS_MAX = 500;
  private static final JsonMapper JSON =
      new JsonMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
              .build());

  /** A body as a tree; absent if it is no JSON. */
  public static Optional<JsonNode> tree(byte[] body) {
    try {
      return Optional.ofNullable(JSON.readTree(body));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** A value as JSON. */
  public static byte[] write(Object value) {
    return JSON.writeValueAsBytes(value);
  }

  /** A text without control characters, at most 255 characters; empty if it is missing. */
  public String text(String name) {
    return clean(node.path(name).asString(""));
  }

  private static String clean(String text) {
    String printable = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}]", "").strip();
    return printable.length() <= TEXT_MAX ? printable : printable.substring(0, TEXT_MAX);
  }

  /** A text that says something. */
  public Optional<String> some(String name) {
    return Optional.of(text(name)).filter(text -> !text.isEmpty());
  }

  /** A word in lower case. */
  public Optional<String> word(String name) {
    return some(name).map(text -> text.toLowerCase(Locale.ROOT));
  }

  /** A whole number from 0; 0 if it is missing. */
  public long number(String name) {
    JsonNode value = node.path(name);
    return value.isIntegralNumber() ? Math.max(0, value.asLong(0)) : 0;
  }

  /** A hash of some kind in lower case; empty if it is missing. */
  public String hash(String name, SampleHash.Algorithm algorithm) {
    try {
      SampleHash hash = SampleHash.parse(text(name));
      return hash.algorithm() == algorithm ? hash.hex() : "";
    } catch (Refusal.Invalid e) {
      return "";
    }
  }

  /** A moment, with or without a zone; UTC if without. */
  public Optional<Instant> moment(String name) {
    return some(name)
        .flatMap(text -> {
          try {
            return Optional.of(
                text.endsWith("Z")
                    ? Instant.parse(text)
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
          } catch (DateTimeException e) {
            return Optional.empty();
          }
        });
  }

  /** A list of texts; absent if there is no list. */
  public Optional<List<String>> texts(String name) {
    JsonNode list = node.path(name);
    if (!list.isArray()) return Optional.empty();
    List<String> texts = new ArrayList<>();
    for (JsonNode item : list) {
      String text = clean(item.asString(""));
      if (!text.isEmpty() && texts.size() < TAGS_MAX) texts.add(text);
    }
    return Optional.of(texts);
  }

  /** What stands within. */
  public Fields within(String name) {
    return new Fields(node.path(name));
  }
}
