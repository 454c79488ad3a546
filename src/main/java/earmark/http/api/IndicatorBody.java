package earmark.http.api;

import earmark.indicator.IndicatorPage;
import earmark.indicator.IndicatorTag;
import earmark.indicator.IndicatorTags;
import earmark.indicator.Metadata;
import java.time.Instant;
import java.util.List;

/** Indicators as this API shows them. */
final class IndicatorBody {
  private IndicatorBody() {}

  /** An indicator of a list. */
  record Found(String guid, String type, String value, boolean whitelisted) {
    static Found of(IndicatorPage.Found found) {
      return new Found(
          found.indicator().guid(),
          found.indicator().value().type().name(),
          found.indicator().value().text(),
          found.whitelisted());
    }
  }

  /** One page of a list; {@code next} is the number of the page that follows. */
  record Page(List<Found> indicators, int page, long total, boolean hasNext) {
    static Page of(IndicatorPage page) {
      return new Page(
          page.items().stream().map(Found::of).toList(),
          page.pageNumber(),
          page.total(),
          page.hasNext());
    }
  }

  /** A tag and the enclave in which it lives. */
  record OfTag(String guid, String enclave, String name) {
    static OfTag of(IndicatorTag tag) {
      return new OfTag(tag.guid(), tag.enclave(), tag.name());
    }

    static List<OfTag> all(List<IndicatorTag> tags) {
      return tags.stream().map(OfTag::of).toList();
    }
  }

  /** A tag, and on how many indicators it is. */
  record CountedTag(String guid, String enclave, String name, int count) {
    static CountedTag of(IndicatorTags.Counted counted) {
      IndicatorTag tag = counted.tag();
      return new CountedTag(tag.guid(), tag.enclave(), tag.name(), counted.count());
    }
  }

  /** What is known of an indicator in the enclaves that were asked. */
  record Whole(
      String guid,
      String type,
      String value,
      boolean whitelisted,
      List<String> enclaves,
      String firstSeen,
      String lastSeen,
      long sightings,
      List<OfTag> tags,
      List<String> sources,
      List<String> notes) {
    static Whole of(Metadata metadata) {
      return new Whole(
          metadata.indicator().guid(),
          metadata.indicator().value().type().name(),
          metadata.indicator().value().text(),
          metadata.whitelisted(),
          metadata.enclaves(),
          Instant.ofEpochMilli(metadata.firstSeenMs()).toString(),
          Instant.ofEpochMilli(metadata.lastSeenMs()).toString(),
          metadata.sightings(),
          OfTag.all(metadata.tags()),
          metadata.sources(),
          metadata.notes());
    }
  }
}
