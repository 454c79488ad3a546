package earmark.http.spectra;

import earmark.sample.Sample;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** How this API writes times and ids. */
final class Times {
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private Times() {}

  /** Such as {@code 2024-06-11T13:41:15Z}. */
  static String seconds(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Such as {@code 2024-06-11T15:57:18.933215Z}. */
  static String micros(Instant moment) {
    return MICROS.format(moment);
  }

  /** A sample's id: 1 for the first that came. */
  static int id(Sample sample) {
    return sample.number() + 1;
  }
}
