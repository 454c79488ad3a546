package earmark.exchange.stix;

import earmark.exchange.TagLine;
import earmark.refusal.Refusal;
import earmark.tag.Thing;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * The labels in a STIX bundle of what is a {@link Subject}, or refers to one. What refers to it may
 * stand before it, so all is handed over at the end; lines are those that objects end in.
 */
final class StixTags implements TagLine.Source {
  private static final int DEPTH_MAX = 64;
  private static final int TEXT_MAX = 1 << 20;
  private static final int OBJECTS_MAX = 500_000;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH_MAX)
                  .maxStringLength(TEXT_MAX)
                  .build())
          .build();

  private final InputStream in;
  private final Subjects subjects;
  private final Map<String, Subject> byId = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final List<Labelled> labelled = new ArrayList<>();
  private int objects;

  StixTags(InputStream in, Thing wanted) {
    this.in = in;
    this.subjects = Subjects.of(wanted);
  }

  /** An object with labels, and what it is about: a subject of its own, or ids of others. */
  private record Labelled(
      long line, String id, List<String> labels, Optional<Subject> own, List<String> ofIds) {}

  @Override
  public void read(TagLine.Sink sink) throws IOException {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), in)) {
      readBundle(parser, sink);
    } catch (JacksonException e) {
      String why = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
      throw new Refusal.Invalid(
          "Not a STIX bundle: "
              + (why.length() > 200 ? why.substring(0, 200) + "…" : why)
              + (e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr())
              + ".");
    }
    for (Labelled one : labelled) handOver(one, sink);
  }

  private void readBundle(JsonParser parser, TagLine.Sink sink) {
    if (parser.nextToken() != JsonToken.START_OBJECT) throw noBundle();
    boolean bundle = false;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      JsonToken value = parser.nextToken();
      if (key.equals("type")) {
        bundle = value == JsonToken.VALUE_STRING && parser.getString().equals("bundle");
        if (!bundle) throw noBundle();
      } else if (key.equals("objects")) {
        if (value != JsonToken.START_ARRAY) throw noBundle();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          if (++objects > OBJECTS_MAX) {
            throw new Refusal.TooLarge("A bundle may have " + OBJECTS_MAX + " objects.");
          }
          object(StixObject.read(parser), sink);
        }
      } else {
        parser.skipChildren();
      }
    }
    if (!bundle || parser.nextToken() != null) throw noBundle();
  }

  private static Refusal noBundle() {
    return new Refusal.Invalid(
        "Not a STIX bundle: it must be one object of the type \"bundle\", with a list of objects.");
  }

  private void object(StixObject object, TagLine.Sink sink) {
    Optional<Subject> observed = subjects.observed(object);
    if (observed.isPresent() && !object.id().isEmpty()) byId.put(object.id(), observed.get());
    if (object.badLabels()) {
      sink.refused(object.line(), "The labels of " + object.id() + " are not a list of texts.");
      return;
    }
    if (object.labels().isEmpty()) return;
    List<String> labels =
        object.labels().stream().map(label -> names.computeIfAbsent(label, same -> same)).toList();
    labelled.add(
        new Labelled(
            object.line(),
            object.id(),
            labels,
            observed.or(() -> subjects.meant(object)),
            subjects.references(object)));
  }

  private void handOver(Labelled one, TagLine.Sink sink) throws IOException {
    Set<Subject> of = new LinkedHashSet<>(one.own().stream().toList());
    for (String id : one.ofIds()) {
      Subject subject = byId.get(id);
      if (subject != null) of.add(subject);
    }
    if (of.isEmpty()) {
      sink.refused(one.line(), one.id() + " has labels, but is of " + subjects.none() + ".");
      return;
    }
    for (Subject subject : of) {
      for (String label : one.labels()) {
        sink.wished(new TagLine(one.line(), subject.value(), subject.type(), label));
      }
    }
  }
}
