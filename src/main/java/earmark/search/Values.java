package earmark.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Reads what stands behind the colon of a term. */
final class Values {
  private final Scanner in;

  Values(Scanner in) {
    this.in = in;
  }

  /**
   * The items of a list, of which a single value is one; or, in a range, the two bounds.
   *
   * @param at where it begins
   */
  record Some(Keyword keyword, int at, List<Scanner.Value> items, boolean range) {}

  Some read(Keyword keyword) {
    int at = in.at();
    boolean dates = isDate(keyword);
    if (in.isAt('(')) {
      throw in.expected(
          "a value, or a list in brackets such as " + keyword.text() + ":[one, another]");
    }
    if (!in.take('[')) {
      return new Some(keyword, at, List.of(item(keyword, dates, true)), false);
    }
    in.skipBlanks();
    List<Scanner.Value> items = new ArrayList<>();
    items.add(item(keyword, dates, false));
    in.skipBlanks();
    if (in.isAtWord("to")) throw in.expected("TO in upper case");
    boolean range = in.takeWord("TO");
    if (range) {
      in.skipBlanks();
      items.add(item(keyword, dates, false));
      in.skipBlanks();
    } else {
      while (in.take(',')) {
        in.skipBlanks();
        items.add(item(keyword, dates, false));
        in.skipBlanks();
      }
    }
    if (!in.take(']')) {
      throw in.expected(
          range
              ? "\"]\" for the range that begins at position " + (at + 1)
              : "a comma, or \"]\" for the list that begins at position " + (at + 1));
    }
    return new Some(keyword, at, items, range);
  }

  private Scanner.Value item(Keyword keyword, boolean colons, boolean commas) {
    Scanner.Value value = in.value(colons, commas);
    if (!value.text().isEmpty()) return value;
    throw in.expected(
        in.atBlank()
            ? "a value right behind the colon, such as " + keyword.example()
            : "a value, such as " + keyword.example());
  }

  private static boolean isDate(Keyword keyword) {
    return switch (keyword.target()) {
      case Keyword.Dates _, Keyword.PastMoment _ -> true;
      case Keyword.Tagging tagging -> tagging == Keyword.Tagging.AT;
      default -> false;
    };
  }

  List<Wildcard> texts(Some some) {
    noRange(some);
    return some.items().stream().map(Scanner.Value::wildcard).toList();
  }

  List<Span> numbers(Some some) {
    return spans(some, Span::ofNumber, "a whole number or a range such as [10 TO 20]");
  }

  List<Span> dates(Some some) {
    return spans(
        some,
        Span::ofDate,
        "a date from 1970 on (YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ) or a range such as"
            + " [2024-05-01 TO *]");
  }

  /** Whether this could stand for something of which nothing is known. */
  void check(Keyword.Unknown unknown, Some some) {
    switch (unknown) {
      case TEXT -> texts(some);
      case NUMBER -> numbers(some);
    }
  }

  /** The one date that stands here. */
  Span moment(Some some) {
    Optional<Span> date =
        some.items().size() == 1 ? Span.ofDate(some.items().getFirst().text()) : Optional.empty();
    if (date.isPresent()) return date.get();
    throw Scanner.problem(
        some.at(),
        "\""
            + some.keyword().text()
            + "\" takes one date from 1970 on: YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.");
  }

  List<String> choices(Keyword.Choices choices, Some some) {
    noRange(some);
    return some.items().stream()
        .map(item -> {
          String word = item.text().toLowerCase(Locale.ROOT);
          String choice = choices.others().getOrDefault(word, word);
          return oneOf(choices.values(), item, choice);
        })
        .toList();
  }

  List<String> hashes(int digits, Some some) {
    noRange(some);
    for (Scanner.Value item : some.items()) {
      if (!item.text().matches("[0-9a-fA-F]{" + digits + "}")) {
        throw in.expected(item, digits + " hex digits");
      }
    }
    return some.items().stream().map(item -> item.text().toLowerCase(Locale.ROOT)).toList();
  }

  List<Way> ways(Keyword.Tagging tagging, Some some) {
    return switch (tagging) {
      case AT -> dates(some).stream().map(Way::at).toList();
      case BY -> each(some, item -> Way.by(login(item)));
      case VIA ->
          each(
              some,
              item ->
                  Way.via(
                      oneOf(Keyword.Tagging.DOORS, item, item.text().toLowerCase(Locale.ROOT))));
      case OPERATION -> each(some, item -> Way.operation(operation(item)));
    };
  }

  private static List<Way> each(Some some, Function<Scanner.Value, Way> way) {
    noRange(some);
    return some.items().stream().map(way).toList();
  }

  private String login(Scanner.Value item) {
    if (item.wild()) throw in.expected(item, "a whole login, without wildcards");
    return item.text();
  }

  private long operation(Scanner.Value item) {
    return Span.ofNumber(item.text())
        .map(Span::from)
        .orElseThrow(() -> in.expected(item, "the number of an operation"));
  }

  private String oneOf(List<String> choices, Scanner.Value item, String choice) {
    if (choices.contains(choice) && !item.wild()) return choice;
    throw in.expected(item, "one of " + String.join(", ", choices));
  }

  private static void noRange(Some some) {
    if (!some.range()) return;
    throw Scanner.problem(
        some.at(),
        "\""
            + some.keyword().text()
            + "\" takes no range; a list has commas, such as [one, another].");
  }

  private List<Span> spans(Some some, Function<String, Optional<Span>> read, String expected) {
    List<Span> spans = new ArrayList<>();
    for (Scanner.Value item : some.items()) {
      spans.add(
          item.isStar()
              ? Span.ALL
              : read.apply(item.text()).orElseThrow(() -> in.expected(item, expected)));
    }
    if (!some.range()) return spans;
    Span range = new Span(spans.getFirst().from(), spans.getLast().to());
    if (range.from() > range.to()) {
      throw Scanner.problem(some.at(), "the range ends before it begins.");
    }
    return List.of(range);
  }
}
