package earmark.indicator;

import java.time.Instant;
import java.util.List;

/** Metadata as lines of CSV (RFC 4180), which spreadsheets don't take for formulas. */
final class CsvLines {
  static final String HEAD =
      "value,indicatorType,guid,firstSeen,lastSeen,sightings,enclaveIds,tags,source,notes\r\n";

  private CsvLines() {}

  static void add(StringBuilder out, Metadata metadata) {
    List<String> cells =
        List.of(
            metadata.indicator().value().text(),
            metadata.indicator().value().type().name(),
            metadata.indicator().guid(),
            Instant.ofEpochMilli(metadata.firstSeenMs()).toString(),
            Instant.ofEpochMilli(metadata.lastSeenMs()).toString(),
            String.valueOf(metadata.sightings()),
            String.join("|", metadata.enclaves()),
            String.join("|", metadata.tags().stream().map(IndicatorTag::name).distinct().toList()),
            String.join("|", metadata.sources()),
            String.join("|", metadata.notes()));
    out.append(String.join(",", cells.stream().map(CsvLines::cell).toList())).append("\r\n");
  }

  private static String cell(String text) {
    boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    String safe = formula ? "'" + text : text;
    boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return quoted ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
  }
}
