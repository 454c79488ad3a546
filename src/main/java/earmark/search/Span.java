package earmark.search;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers or moments that a value covers, both ends included. Moments are in microseconds since
 * 1970 UTC.
 */
record Span(long from, long to) {
  static final Span ALL = new Span(0, Long.MAX_VALUE);

  private static final long SECOND = 1_000_000;
  private static final long DAY = 86_400 * SECOND;

  /** The last moment that a date can name. */
  private static final long LAST = 253_402_300_800L * SECOND - 1;

  private static final Pattern DATE =
      Pattern.compile(
          "([0-9]{4})-([0-9]{2})-([0-9]{2})"
              + "(?:[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\\.([0-9]{1,6}))?[Zz])?");

  /** What a date names: a whole day, a whole second, or with a fraction one microsecond. */
  static Optional<Span> ofDate(String text) {
    Matcher parts = DATE.matcher(text);
    if (!parts.matches()) return Optional.empty();
    boolean day = parts.group(4) == null;
    String fraction = parts.group(7);
    try {
      long seconds =
          LocalDateTime.of(
                  number(parts.group(1)),
                  number(parts.group(2)),
                  number(parts.group(3)),
                  day ? 0 : number(parts.group(4)),
                  day ? 0 : number(parts.group(5)),
                  day ? 0 : number(parts.group(6)))
              .toEpochSecond(ZoneOffset.UTC);
      if (seconds < 0) return Optional.empty();
      long from = seconds * SECOND;
      if (fraction != null) from += number((fraction + "00000").substring(0, 6));
      return Optional.of(new Span(from, fraction != null ? from : from + (day ? DAY : SECOND) - 1));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /** What a number names; absent if the text is none from 0 to 2^63 - 1. */
  static Optional<Span> ofNumber(String text) {
    if (text.isEmpty() || text.chars().anyMatch(c -> c < '0' || c > '9')) return Optional.empty();
    try {
      long number = Long.parseLong(text);
      return Optional.of(new Span(number, number));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  /** These moments in seconds since 1970 UTC. */
  Span inSeconds() {
    return new Span(from / SECOND, to == Long.MAX_VALUE ? to : to / SECOND);
  }

  /** These seconds since 1970 UTC in microseconds; absent if no date can name them. */
  Optional<Span> inMicros() {
    boolean open = to == Long.MAX_VALUE;
    if (from < 0 || from > LAST / SECOND || (!open && to > LAST / SECOND)) return Optional.empty();
    return Optional.of(new Span(from * SECOND, open ? to : to * SECOND + SECOND - 1));
  }

  /** As numbers are typed; absent if there is none in between. */
  Optional<String> asNumbers() {
    if (from < 0 || from > to) return Optional.empty();
    if (from == to) return Optional.of(Long.toString(from));
    return Optional.of("[" + from + " TO " + (to == Long.MAX_VALUE ? "*" : to) + "]");
  }

  /** As dates are typed; absent if there is no date for one of the ends. */
  Optional<String> asDates() {
    boolean open = to == Long.MAX_VALUE;
    if (from < 0 || from > to || from > LAST || (!open && to > LAST)) return Optional.empty();
    String one = date(from);
    if (ofDate(one).filter(this::equals).isPresent()) return Optional.of(one);
    String second = second(from);
    if (ofDate(second).filter(this::equals).isPresent()) return Optional.of(second);
    return Optional.of(
        "[" + (from == 0 ? "*" : first(from)) + " TO " + (open ? "*" : last(to)) + "]");
  }

  /** The shortest date that ends with a moment; absent if none does. */
  static Optional<String> endingAt(long micros) {
    return micros < 0 || micros > LAST ? Optional.empty() : Optional.of(last(micros));
  }

  private static String first(long micros) {
    if (micros % DAY == 0) return date(micros);
    return micros % SECOND == 0 ? second(micros) : exactly(micros);
  }

  private static String last(long micros) {
    if (micros % DAY == DAY - 1) return date(micros);
    return micros % SECOND == SECOND - 1 ? second(micros) : exactly(micros);
  }

  private static String date(long micros) {
    return second(micros).substring(0, 10);
  }

  private static String second(long micros) {
    return Instant.ofEpochSecond(micros / SECOND).toString();
  }

  private static String exactly(long micros) {
    return second(micros).replace("Z", ".%06dZ".formatted(micros % SECOND));
  }
}
