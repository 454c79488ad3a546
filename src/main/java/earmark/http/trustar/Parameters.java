package earmark.http.trustar;

import earmark.http.Call;
import earmark.http.FormFields;
import earmark.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Query parameters in every form in which clients of this API send them. */
record Parameters(Call call) {
  /** Later moments count as this one, in the year 33658. */
  private static final long MS_MAX = 1_000_000_000_000_000L;

  /** A text; absent if not given or empty. */
  Optional<String> text(String name) {
    return call.query(name).filter(text -> !text.isEmpty());
  }

  /**
   * A text that has to be given.
   *
   * @throws Refusal.Invalid if it is not
   */
  String required(String name) {
    return text(name).orElseThrow(() -> new Refusal.Invalid("\"" + name + "\" is required."));
  }

  /** A list: repeated keys, one text with commas, or both, under any of these names. */
  List<String> list(String... names) {
    return FormFields.commaSeparated(all(names).toList());
  }

  /** The same with blanks kept where they stand, as they may belong to what is listed. */
  List<String> untrimmed(String... names) {
    return all(names)
        .flatMap(text -> Arrays.stream(text.split(",", -1)))
        .filter(part -> !part.isEmpty())
        .toList();
  }

  /**
   * Values of indicators: as a list, but a text with commas also stands for itself, as URLs may
   * have them.
   */
  Set<String> values(String... names) {
    Set<String> values = new LinkedHashSet<>(untrimmed(names));
    all(names).filter(text -> !text.isEmpty()).forEach(values::add);
    return values;
  }

  private Stream<String> all(String... names) {
    return Arrays.stream(names).flatMap(name -> call.queryAll(name).stream());
  }

  /**
   * A yes or no in any case.
   *
   * @throws Refusal.Invalid if it is anything else
   */
  boolean flag(String name, boolean ifAbsent) {
    return switch (text(name).orElse("").toLowerCase(Locale.ROOT)) {
      case "" -> ifAbsent;
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw new Refusal.Invalid("\"" + name + "\" must be true or false.");
    };
  }

  /** What a report's id in the path is: ours, or the one that its author gave it. */
  enum IdType {
    INTERNAL,
    EXTERNAL
  }

  /**
   * The parameter {@code idType}, in any case; internal if not given.
   *
   * @throws Refusal.Invalid if it is anything else
   */
  IdType idType() {
    return switch (text("idType").orElse("").toLowerCase(Locale.ROOT)) {
      case "", "internal" -> IdType.INTERNAL;
      case "external" -> IdType.EXTERNAL;
      default -> throw new Refusal.Invalid("\"idType\" must be internal or external.");
    };
  }

  /**
   * The page asked for. A size above the largest one is taken for that.
   *
   * @throws Refusal.Invalid if a number is no number, or the size is 0
   */
  Page.Wanted page(int sizeUsually, int sizeMax) {
    long size = number("pageSize").orElse((long) sizeUsually);
    if (size < 1) throw new Refusal.Invalid("\"pageSize\" must be 1 to " + sizeMax + ".");
    long number = number("pageNumber").or(() -> number("startPage")).orElse(0L);
    if (number > Integer.MAX_VALUE) throw new Refusal.Invalid("\"pageNumber\" is too large.");
    return new Page.Wanted((int) number, (int) Math.min(size, sizeMax));
  }

  private Optional<Long> number(String name) {
    return text(name)
        .map(given -> {
          if (!given.matches("[0-9]{1,18}")) {
            throw new Refusal.Invalid("\"" + name + "\" must be a whole number.");
          }
          return Long.parseLong(given);
        });
  }

  /**
   * A span of time, both ends included.
   *
   * @param to absent for no end: what was changed a moment ago is found, whoever's clock is ahead
   */
  record Window(Instant from, Optional<Instant> to) {}

  /** The unit in which {@code from} and {@code to} are given. */
  enum Unit {
    MILLISECONDS(1),
    /** As in API 1.2. */
    SECONDS(1000);

    private final long ms;

    Unit(long ms) {
      this.ms = ms;
    }
  }

  /**
   * The time from {@code from} to {@code to}; what is more than {@code most} before its end is left
   * out without a word, as clients rely on it.
   *
   * @throws Refusal.Invalid if one of them is no whole number
   */
  Window window(Instant now, Unit unit, Duration usually, Duration most) {
    Optional<Instant> to = number("to").map(given -> moment(given, unit));
    Instant end = to.orElse(now);
    Instant from =
        number("from").map(given -> moment(given, unit)).orElseGet(() -> end.minus(usually));
    Instant earliest = end.minus(most);
    return new Window(from.isBefore(earliest) ? earliest : from, to);
  }

  private static Instant moment(long given, Unit unit) {
    return Instant.ofEpochMilli(Math.min(given, MS_MAX / unit.ms) * unit.ms);
  }
}
