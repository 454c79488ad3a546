package earmark.http.api;

import earmark.http.Call;
import earmark.refusal.Refusal;
import earmark.search.Search;
import earmark.tag.Tag;
import earmark.tag.Thing;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What stands in the query part of an address, read and checked. */
final class Parameters {
  /** How many rows a page has at most, and without being asked. */
  static final int PAGE_MAX = 200;

  static final int PAGE = 20;
  private static final int YEAR_MAX = 9999;

  private Parameters() {}

  /** A whole number from 1 to a limit. */
  static int number(Call call, String name, int ifAbsent, int max) {
    Optional<String> text = call.query(name);
    if (text.isEmpty()) return ifAbsent;
    if (text.get().matches("[0-9]{1,9}")) {
      int value = Integer.parseInt(text.get());
      if (value >= 1 && value <= max) return value;
    }
    throw new Refusal.Invalid("\"" + name + "\" must be a number from 1 to " + max + ".");
  }

  /** Where a page begins that follows another: the number that the other gave as its next. */
  static long cursor(Call call, long first) {
    Optional<String> text = call.query("cursor");
    if (text.isEmpty()) return first;
    if (text.get().matches("[0-9]{1,18}")) return Long.parseLong(text.get());
    throw new Refusal.Invalid("\"cursor\" must be the \"next\" of the page before.");
  }

  /** The number in the path of what is asked for. */
  static long id(Call call, String what) {
    return id(what, call.path("id"));
  }

  static long id(String what, String text) {
    if (text.matches("[0-9]{1,18}")) return Long.parseLong(text);
    throw new Refusal.Invalid(
        "The id of " + (what.matches("[aeiou].*") ? "an " : "a ") + what + " is a number.");
  }

  /** The size of a page. */
  static int limit(Call call) {
    return number(call, "limit", PAGE, PAGE_MAX);
  }

  /** What {@code q} searches for; every sample if it is absent. */
  static Search search(Call call) {
    return Search.typed(call.query("q").orElse(""));
  }

  static Tag.Kind kind(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "system" -> Tag.Kind.SYSTEM;
      case "user" -> Tag.Kind.USER;
      default -> throw new Refusal.Invalid("\"kind\" must be system or user.");
    };
  }

  /** A kind as this API writes it. */
  static String text(Tag.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** The kind that is asked for, or both. */
  static Set<Tag.Kind> kinds(Call call) {
    return call.query("kind")
        .<Set<Tag.Kind>>map(kind -> EnumSet.of(kind(kind)))
        .orElse(Tag.Kind.of(Thing.SAMPLE));
  }

  /** The very tag of this name and of {@code kind}, which has to be there. */
  static Tag tag(Call call, String name) {
    return new Tag(
        call.query("kind")
            .map(Parameters::kind)
            .orElseThrow(() -> new Refusal.Invalid("\"tag\" needs \"kind\": system or user.")),
        "",
        name);
  }

  /**
   * A moment such as {@code 2024-05-30T10:20:30.5Z}; or a day in UTC, which stands for its first
   * microsecond or its last.
   */
  static Optional<Instant> moment(Call call, String name, boolean endOfDay) {
    return call.query(name).map(text -> moment(name, text, endOfDay));
  }

  static Instant moment(String name, String text, boolean endOfDay) {
    try {
      if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
        LocalDate day = LocalDate.parse(text);
        return endOfDay
            ? day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minus(1, ChronoUnit.MICROS)
            : day.atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      OffsetDateTime moment = OffsetDateTime.parse(text);
      if (moment.getYear() >= 0 && moment.getYear() <= YEAR_MAX) return moment.toInstant();
    } catch (DateTimeException e) {
      throw noMoment(name);
    }
    throw noMoment(name);
  }

  private static Refusal noMoment(String name) {
    return new Refusal.Invalid(
        "\""
            + name
            + "\" must be a moment such as 2024-05-30T10:20:30Z, or a day such as 2024-05-30.");
  }
}
