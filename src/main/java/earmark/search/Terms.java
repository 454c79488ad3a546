package earmark.search;

import java.util.List;
import java.util.Optional;

/** What single terms mean. */
final class Terms {
  /** Finds no sample. */
  static final Query NOTHING = new Query.Not(new Query.Everything());

  private Terms() {}

  /** A text in any of the columns. */
  static Query matches(Keyword.Texts texts, Wildcard text) {
    return AndGroup.anyOf(texts.columns(), column -> new Query.Matches(column, text));
  }

  static Query inRange(Column column, Span span) {
    return new Query.InRange(column, span.from(), span.to());
  }

  /** One of the values that a keyword knows. */
  static Query chosen(Keyword.Choices choices, String choice) {
    Query has = new Query.Matches(choices.column(), Wildcard.literal(choice));
    if (!choices.ifAbsent().equals(Optional.of(choice))) return has;
    Query any = new Query.Matches(choices.column(), Wildcard.parse("*"));
    return new Query.Or(List.of(has, new Query.Not(any)));
  }

  /** A part of a file name, or, if there are wildcards, the whole of one. */
  static Query fileName(Scanner.Value value) {
    return new Query.Matches(
        Column.FILE_NAME,
        Wildcard.parse(value.wild() ? value.pattern() : "*" + value.pattern() + "*"));
  }
}
