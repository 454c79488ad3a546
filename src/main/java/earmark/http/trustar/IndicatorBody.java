package earmark.http.trustar;

import earmark.indicator.Indicator;
import earmark.indicator.IndicatorPage;
import earmark.indicator.IndicatorValue;
import earmark.indicator.Metadata;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Indicators as clients know them, in more or less detail. */
final class IndicatorBody {
  /** There is no such judgement here. Source: "Priority Level" of API 1.3. */
  static final String NO_PRIORITY = "NOT_FOUND";

  private IndicatorBody() {}

  /** The least. */
  record Brief(String indicatorType, String value) {
    static Brief of(IndicatorValue value) {
      return new Brief(value.type().name(), value.text());
    }

    static Brief of(IndicatorPage.Found found) {
      return of(found.indicator().value());
    }
  }

  /** One of a report. */
  record Marked(String indicatorType, String value, boolean whitelisted) {
    static Marked of(IndicatorPage.Found found) {
      IndicatorValue value = found.indicator().value();
      return new Marked(value.type().name(), value.text(), found.whitelisted());
    }
  }

  /** One of a search. */
  record Found(
      String guid, String indicatorType, String value, String priorityLevel, boolean whitelisted) {
    static Found of(IndicatorPage.Found found) {
      Indicator indicator = found.indicator();
      return new Found(
          indicator.guid(),
          indicator.value().type().name(),
          indicator.value().text(),
          NO_PRIORITY,
          found.whitelisted());
    }
  }

  /** All that is known in the enclaves that were asked about. Times are ms since 1970. */
  record Full(
      String indicatorType,
      String value,
      String guid,
      String priorityLevel,
      boolean whitelisted,
      int noteCount,
      long sightings,
      long firstSeen,
      long lastSeen,
      List<String> enclaveIds,
      List<TagBody> tags,
      @Nullable String source,
      List<String> notes) {

    static Full of(Metadata metadata) {
      IndicatorValue value = metadata.indicator().value();
      return new Full(
          value.type().name(),
          value.text(),
          metadata.indicator().guid(),
          NO_PRIORITY,
          metadata.whitelisted(),
          metadata.notes().size(),
          metadata.sightings(),
          metadata.firstSeenMs(),
          metadata.lastSeenMs(),
          metadata.enclaves(),
          metadata.tags().stream().map(TagBody::of).toList(),
          metadata.sources().isEmpty() ? null : String.join(", ", metadata.sources()),
          metadata.notes());
    }
  }
}
