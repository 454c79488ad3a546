package earmark.exchange.stix;

import earmark.exchange.Carrier;
import earmark.exchange.Format;
import earmark.exchange.JsonSheet;
import earmark.exchange.Label;
import earmark.exchange.NameUuid;
import earmark.exchange.Sheet;
import earmark.sample.Digests;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;

/**
 * A STIX 2.1 bundle. A sample is a {@code file} and an {@code observed-data} of it, which has the
 * labels, since a file can't; a report is a {@code report}, an indicator an {@code indicator}, or
 * {@code malware} or {@code vulnerability} if it is a name of one. Ids follow from what they are
 * of, so exports can be compared; the times of changes are that of the export.
 */
public final class StixBundle implements Sheet {
  public static final Format FORMAT =
      new Format(
          "stix",
          "application/stix+json;version=2.1",
          "json",
          Optional.of(StixBundle::new),
          Optional.of(StixTags::new));

  /** The namespace that the standard has for ids of what was observed. */
  private static final UUID OBSERVED = UUID.fromString("00abedb4-aa42-466c-9c01-fed23315a9b7");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final JsonGenerator out;
  private final Instant moment;
  private final String name;
  private boolean begun;
  private boolean identified;

  /**
   * An empty bundle.
   *
   * @param name tells this export from others, such as what was searched for
   * @param moment when it is made
   */
  StixBundle(OutputStream out, String name, Instant moment) {
    this.out = JsonSheet.on(out);
    this.moment = moment;
    this.name = name;
  }

  @Override
  public void write(Carrier carrier) {
    begin();
    switch (carrier) {
      case Carrier.OfSample sample -> sample(sample);
      case Carrier.OfReport report -> report(report);
      case Carrier.OfIndicator indicator -> indicator(indicator);
    }
  }

  private void begin() {
    if (begun) return;
    begun = true;
    head();
    out.writeArrayPropertyStart("objects");
  }

  private void head() {
    out.writeStartObject();
    out.writeStringProperty("type", "bundle");
    out.writeStringProperty(
        "id", id("bundle", NameUuid.EARMARK, name + "\n" + TIME.format(moment)));
  }

  private void sample(Carrier.OfSample sample) {
    String file = id("file", OBSERVED, contributing(sample));
    Digests digests = sample.digests();
    out.writeStartObject();
    out.writeStringProperty("type", "file");
    out.writeStringProperty("spec_version", "2.1");
    out.writeStringProperty("id", file);
    out.writeObjectPropertyStart("hashes");
    out.writeStringProperty("MD5", digests.md5());
    out.writeStringProperty("SHA-1", digests.sha1());
    out.writeStringProperty("SHA-256", digests.sha256());
    out.writeStringProperty("SHA-512", digests.sha512());
    out.writeEndObject();
    out.writeNumberProperty("size", digests.sizeBytes());
    if (!sample.name().isEmpty()) out.writeStringProperty("name", sample.name());
    out.writeEndObject();

    String observed = id("observed-data", NameUuid.EARMARK, "sample " + digests.sha256());
    object("observed-data", observed, sample.firstSeen(), moment);
    out.writeStringProperty("first_observed", TIME.format(sample.firstSeen()));
    out.writeStringProperty("last_observed", TIME.format(sample.lastSeen()));
    out.writeNumberProperty("number_observed", 1);
    texts("object_refs", List.of(file));
    labels(sample.labels());
    out.writeEndObject();
  }

  /** What the id of a file follows from, as RFC 8785 writes it: its MD5 and its name. */
  private static String contributing(Carrier.OfSample sample) {
    String hashes = "{\"hashes\":{\"MD5\":\"" + sample.digests().md5() + "\"}";
    String name = sample.name().isEmpty() ? "" : ",\"name\":" + CanonicalText.of(sample.name());
    return hashes + name + "}";
  }

  private void report(Carrier.OfReport report) {
    List<String> refs =
        report.indicators().stream()
            .map(one -> idOf(one.type(), one.guid(), report.enclave()))
            .toList();
    if (refs.isEmpty()) refs = List.of(identity()); // a report must refer to something
    String guid = id("report", NameUuid.EARMARK, "report " + report.guid());
    object("report", guid, report.created(), report.updated());
    out.writeStringProperty("name", report.title());
    report.body().ifPresent(body -> out.writeStringProperty("description", body));
    out.writeStringProperty("published", TIME.format(report.created()));
    texts("object_refs", refs);
    labels(report.labels());
    out.writeEndObject();
  }

  /** The id of Earmark itself, which is in the bundle from then on. */
  private String identity() {
    String id = id("identity", NameUuid.EARMARK, "Earmark");
    if (!identified) {
      identified = true;
      object("identity", id, Instant.EPOCH, Instant.EPOCH);
      out.writeStringProperty("name", "Earmark");
      out.writeStringProperty("identity_class", "system");
      out.writeEndObject();
    }
    return id;
  }

  private static String typeOf(String indicatorType) {
    return switch (indicatorType) {
      case "MALWARE" -> "malware";
      case "CVE" -> "vulnerability";
      default -> "indicator";
    };
  }

  /** One in several enclaves has its tags in each, so it is an object for each. */
  private static String idOf(String indicatorType, String guid, String enclave) {
    String name = "indicator " + guid + " " + enclave;
    return id(typeOf(indicatorType), NameUuid.EARMARK, name);
  }

  private void indicator(Carrier.OfIndicator indicator) {
    String type = typeOf(indicator.type());
    String id = idOf(indicator.type(), indicator.guid(), indicator.enclave());
    object(type, id, indicator.firstSeen(), moment);
    switch (type) {
      case "malware" -> {
        out.writeStringProperty("name", indicator.value());
        out.writeBooleanProperty("is_family", true);
      }
      case "vulnerability" -> out.writeStringProperty("name", indicator.value());
      default -> {
        out.writeStringProperty("name", indicator.value());
        out.writeStringProperty("pattern", Pattern.of(indicator.type(), indicator.value()));
        out.writeStringProperty("pattern_type", "stix");
        out.writeStringProperty("valid_from", TIME.format(indicator.firstSeen()));
      }
    }
    labels(indicator.labels());
    out.writeEndObject();
  }

  private void object(String type, String id, Instant created, Instant modified) {
    out.writeStartObject();
    out.writeStringProperty("type", type);
    out.writeStringProperty("spec_version", "2.1");
    out.writeStringProperty("id", id);
    out.writeStringProperty("created", TIME.format(created));
    out.writeStringProperty(
        "modified", TIME.format(modified.isBefore(created) ? created : modified));
  }

  private void labels(List<Label> labels) {
    texts("labels", labels.stream().map(Label::original).distinct().sorted().toList());
  }

  private void texts(String property, List<String> texts) {
    out.writeArrayPropertyStart(property);
    for (String text : texts) out.writeString(text);
    out.writeEndArray();
  }

  private static String id(String type, UUID namespace, String name) {
    return type + "--" + NameUuid.of(namespace, name);
  }

  @Override
  public void finish() {
    if (begun) out.writeEndArray();
    else head(); // "objects" may be absent, but not empty
    out.writeEndObject();
    out.flush();
  }
}
