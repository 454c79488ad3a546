package earmark.search;

import earmark.tag.Tag;
import earmark.tag.Thing;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes a query in the search language, such that reading it gives an equal query. Every query
 * that was read can be written; one of which the language can't speak, such as an exact tag in its
 * case, has no text.
 */
public final class QueryText {
  /** Values that need no quotes. What is left out ends a word, or looks as if it did. */
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}._/@*?+#-]+");

  private QueryText() {}

  /** The text of a search. */
  public static Optional<String> print(Search search) {
    if (search.asOf().isEmpty()) return print(search.query());
    Optional<String> moment = Span.endingAt(micros(search.asOf().get()));
    Optional<String> rest =
        search.query().equals(new Query.Everything())
            ? Optional.of("")
            : text(search.query()).map(text -> " AND " + text.within());
    return moment.flatMap(date -> rest.map(text -> Keyword.AS_OF.text() + ":" + date + text));
  }

  /** The text of a query. */
  public static Optional<String> print(Query query) {
    return text(query).map(Text::text);
  }

  /** A text as it is written behind a colon: in quotes where it needs them, nothing a wildcard. */
  public static String value(String literal) {
    return quoted(literal.replaceAll("[\\\\*?]", "\\\\$0"));
  }

  private static long micros(Instant moment) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
  }

  /**
   * The text of a part.
   *
   * @param term the keyword and value, if it is a single term that can stand in a list
   * @param loose whether it needs parentheses inside of something else
   */
  private record Text(String text, Optional<Term> term, boolean loose) {
    static Text of(Keyword keyword, String value, boolean listed) {
      Optional<Term> term = listed ? Optional.of(new Term(keyword, value)) : Optional.empty();
      return new Text(keyword.text() + ":" + value, term, false);
    }

    String within() {
      return loose ? "(" + text + ")" : text;
    }
  }

  private record Term(Keyword keyword, String value) {}

  private static Optional<Text> text(Query query) {
    Optional<Text> term = ofChoice(query).or(() -> ofTexts(query));
    if (term.isPresent()) return term;
    return switch (query) {
      case Query.Everything() -> Optional.of(new Text("*", Optional.empty(), false));
      case Query.HasTagLike(Set<Tag.Kind> kinds, Wildcard name) -> ofTag(kinds, name);
      case Query.InRange range -> ofRange(range);
      case Query.And(List<Query> parts) ->
          texts(parts).flatMap(texts -> joined(texts, " AND ", new Query.Everything()));
      case Query.Or(List<Query> parts) ->
          texts(parts)
              .flatMap(texts ->
                  listed(texts)
                      .or(() -> joined(texts, " OR ", new Query.Not(new Query.Everything()))));
      case Query.Not(Query part) ->
          text(part).map(text -> new Text("NOT " + text.within(), Optional.empty(), false));
      case Query.HasHash(String hash) ->
          Keyword.of(new Keyword.Hash(hash.length())).map(keyword -> Text.of(keyword, hash, true));
      case Query.Given given -> ofGiven(given);
      case Query.HasTag _,
          Query.HasTagIn _,
          Query.These _,
          Query.Matches _,
          Query.HasWord _,
          Query.InScopedRange _ ->
          Optional.empty();
    };
  }

  private static Optional<Text> ofTag(Set<Tag.Kind> kinds, Wildcard name) {
    return Keyword.of(new Keyword.TagNames(kinds))
        .flatMap(keyword -> pattern(name).map(value -> Text.of(keyword, value, true)));
  }

  private static Optional<Text> ofRange(Query.InRange range) {
    Span span = new Span(range.from(), range.to());
    Optional<Keyword> numbers = Keyword.of(new Keyword.Numbers(range.column()));
    Optional<Keyword> keyword = numbers.or(() -> Keyword.of(new Keyword.Dates(range.column())));
    Optional<String> value =
        numbers.isPresent() ? span.asNumbers() : span.inMicros().flatMap(Span::asDates);
    return keyword.flatMap(k -> value.map(v -> Text.of(k, v, !v.startsWith("["))));
  }

  /** A value of a keyword that knows all of its values. */
  private static Optional<Text> ofChoice(Query query) {
    for (Keyword keyword : Keyword.values()) {
      if (!(keyword.target() instanceof Keyword.Choices choices)) continue;
      for (String choice : choices.values()) {
        if (query.equals(Terms.chosen(choices, choice))) {
          return Optional.of(Text.of(keyword, choice, true));
        }
      }
    }
    return Optional.empty();
  }

  /** The same pattern in each of the columns of a keyword. */
  private static Optional<Text> ofTexts(Query query) {
    Query first =
        query instanceof Query.Or(List<Query> parts) && !parts.isEmpty() ? parts.getFirst() : query;
    if (!(first instanceof Query.Matches(_, Wildcard pattern))) return Optional.empty();
    for (Keyword keyword : Keyword.values()) {
      boolean fits =
          keyword.target() instanceof Keyword.Texts texts
              && query.equals(Terms.matches(texts, pattern));
      if (fits) return pattern(pattern).map(value -> Text.of(keyword, value, true));
    }
    return Optional.empty();
  }

  /** The texts of all parts, each written once; absent if one has none. */
  private static Optional<List<Text>> texts(List<Query> parts) {
    List<Text> texts = new ArrayList<>();
    for (Query part : parts) {
      Optional<Text> text = text(part);
      if (text.isEmpty()) return Optional.empty();
      texts.add(text.get());
    }
    return Optional.of(texts);
  }

  private static Optional<Text> joined(List<Text> texts, String operator, Query ifNone) {
    if (texts.isEmpty()) return text(ifNone);
    if (texts.size() == 1) return Optional.of(texts.getFirst());
    String all = texts.stream().map(Text::within).collect(Collectors.joining(operator));
    return Optional.of(new Text(all, Optional.empty(), true));
  }

  /** Several values of one keyword, if that is what these are. */
  private static Optional<Text> listed(List<Text> texts) {
    List<Term> terms = texts.stream().flatMap(text -> text.term().stream()).toList();
    if (texts.size() < 2 || terms.size() < texts.size()) return Optional.empty();
    Keyword keyword = terms.getFirst().keyword();
    if (!terms.stream().allMatch(term -> term.keyword() == keyword)) return Optional.empty();
    String values = terms.stream().map(Term::value).collect(Collectors.joining(", ", "[", "]"));
    return Optional.of(Text.of(keyword, values, false));
  }

  private static Optional<Text> ofGiven(Query.Given given) {
    Way way = Way.of(given);
    List<String> terms = new ArrayList<>();
    boolean anyTag = given.kinds().equals(Tag.Kind.of(Thing.SAMPLE)) && given.name().isEverything();
    if (!anyTag) {
      Optional<Text> tag = ofTag(given.kinds(), given.name());
      if (tag.isEmpty()) return Optional.empty();
      terms.add(tag.get().text());
    }
    Optional<String> at =
        way.atMicros().equals(Span.ALL) ? Optional.of("") : way.atMicros().asDates();
    if (at.isEmpty() || way.by().filter(String::isEmpty).isPresent()) return Optional.empty();
    way.by().ifPresent(by -> terms.add(Keyword.TAG_BY.text() + ":" + value(by)));
    way.via().ifPresent(via -> terms.add(Keyword.TAG_VIA.text() + ":" + via));
    way.operation().ifPresent(number -> terms.add(Keyword.TAG_OP.text() + ":" + number));
    if (way.equals(Way.ANY)) terms.add(Keyword.TAG_AT.text() + ":*");
    else if (!at.get().isEmpty()) terms.add(Keyword.TAG_AT.text() + ":" + at.get());
    return Optional.of(new Text(String.join(" ", terms), Optional.empty(), true));
  }

  private static Optional<String> pattern(Wildcard pattern) {
    String text = pattern.toString();
    return text.isEmpty() ? Optional.empty() : Optional.of(quoted(text));
  }

  /** A pattern, in quotes where it needs them. */
  private static String quoted(String pattern) {
    return WORD.matcher(pattern).matches() ? pattern : '"' + pattern.replace("\"", "\\\"") + '"';
  }
}
