package earmark.exchange.misp;

import earmark.exchange.Carrier;
import earmark.exchange.Format;
import earmark.exchange.JsonSheet;
import earmark.exchange.Label;
import earmark.exchange.NameUuid;
import earmark.exchange.Sheet;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/**
 * One event of MISP: samples and indicators are attributes with tags, reports are event reports
 * with tags and come last. It is unpublished, and seen by the own organisation alone, until
 * somebody decides otherwise.
 */
public final class MispEvent implements Sheet {
  public static final Format FORMAT =
      new Format("misp", "application/json", "json", Optional.of(MispEvent::new), Optional.empty());

  private static final String GREY = "#5f6a7a";

  private final JsonGenerator out;
  private final Instant moment;
  private boolean inReports;

  /**
   * An event without attributes.
   *
   * @param name tells this export from others, such as what was searched for
   * @param moment when it is made
   */
  MispEvent(OutputStream out, String name, Instant moment) {
    this.out = JsonSheet.on(out);
    this.moment = moment;
    begin(name);
  }

  private void begin(String name) {
    out.writeStartObject();
    out.writeObjectPropertyStart("Event");
    out.writeStringProperty(
        "uuid", NameUuid.of(NameUuid.EARMARK, "event " + name + "\n" + moment).toString());
    out.writeStringProperty(
        "info", "Tags exported by Earmark" + (name.isEmpty() ? "" : ": " + name));
    out.writeStringProperty("date", LocalDate.ofInstant(moment, ZoneOffset.UTC).toString());
    out.writeStringProperty("timestamp", seconds(moment));
    out.writeStringProperty("threat_level_id", "4");
    out.writeStringProperty("analysis", "0");
    out.writeStringProperty("distribution", "0");
    out.writeBooleanProperty("published", false);
    out.writeArrayPropertyStart("Attribute");
  }

  @Override
  public void write(Carrier carrier) {
    switch (carrier) {
      case Carrier.OfSample sample ->
          attribute(
              "sample " + sample.digests().sha256(),
              Type.SHA256,
              sample.digests().sha256(),
              sample.name(),
              sample.labels());
      case Carrier.OfIndicator indicator ->
          attribute(
              "indicator " + indicator.guid() + " " + indicator.enclave(),
              Type.of(indicator.type(), indicator.value()),
              indicator.value(),
              "",
              indicator.labels());
      case Carrier.OfReport report -> report(report);
    }
  }

  private void attribute(String name, Type type, String value, String comment, List<Label> labels) {
    if (inReports) throw new IllegalStateException("reports come last");
    out.writeStartObject();
    out.writeStringProperty("uuid", NameUuid.of(NameUuid.EARMARK, name).toString());
    out.writeStringProperty("type", type.type());
    out.writeStringProperty("category", type.category());
    out.writeStringProperty("value", value);
    out.writeStringProperty("comment", comment);
    out.writeBooleanProperty("to_ids", false);
    out.writeStringProperty("distribution", "5");
    out.writeStringProperty("timestamp", seconds(moment));
    tags(labels);
    out.writeEndObject();
  }

  private void tags(List<Label> labels) {
    out.writeArrayPropertyStart("Tag");
    Set<String> told = new HashSet<>();
    for (Label label : labels) {
      if (!told.add(label.original())) continue;
      out.writeStartObject();
      out.writeStringProperty("name", label.original());
      out.writeStringProperty("colour", label.colour().orElse(GREY));
      out.writeBooleanProperty("exportable", true);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void report(Carrier.OfReport report) {
    if (!inReports) {
      out.writeEndArray();
      out.writeArrayPropertyStart("EventReport");
      inReports = true;
    }
    out.writeStartObject();
    out.writeStringProperty(
        "uuid", NameUuid.of(NameUuid.EARMARK, "report " + report.guid()).toString());
    out.writeStringProperty("name", report.title());
    out.writeStringProperty("content", report.body().orElse(""));
    out.writeStringProperty("distribution", "5");
    out.writeStringProperty("timestamp", seconds(report.updated()));
    tags(report.labels());
    out.writeEndObject();
  }

  private static String seconds(Instant moment) {
    return String.valueOf(moment.getEpochSecond());
  }

  @Override
  public void finish() {
    out.writeEndArray();
    out.writeEndObject();
    out.writeEndObject();
    out.flush();
  }
}
