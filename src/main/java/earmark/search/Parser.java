package earmark.search;

import earmark.refusal.Refusal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads the search language by recursive descent:
 *
 * <pre>
 * query   := or
 * or      := and { "OR" and }
 * and     := unary { ["AND"] unary }
 * unary   := "NOT" unary | "(" or ")" | term
 * term    := keyword ":" value | word | quoted
 * value   := word | quoted | "[" item { "," item } "]" | "[" bound "TO" bound "]"
 * </pre>
 *
 * Source: the search pages of Spectra Analyze and the queries that its clients publish.
 */
final class Parser {
  /** What a word without a keyword is, unless it is a hash. */
  enum BareWords {
    ARE_FILE_NAMES,
    ARE_REFUSED
  }

  private static final int DEPTH_MAX = 100;
  static final int TERMS_MAX = 1000;
  private static final String A_TERM = "a search term such as tag:packed";
  private static final Pattern HASH =
      Pattern.compile("[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{64}|[0-9a-fA-F]{128}");

  private final Scanner in;
  private final BareWords bareWords;
  private final Values values;
  private int terms;
  private int asOfAt = -1;
  private Optional<Instant> asOf = Optional.empty();

  Parser(String text, BareWords bareWords) {
    this.in = new Scanner(text);
    this.bareWords = bareWords;
    this.values = new Values(in);
  }

  Search parse() {
    Query query = or(0);
    if (!in.atEnd()) throw in.expected("the end, as no parenthesis is open");
    return new Search(query, asOf);
  }

  private Query or(int depth) {
    List<Query> parts = new ArrayList<>();
    do {
      parts.add(and(depth));
    } while (in.takeWord("OR"));
    if (depth == 0 && parts.size() > 1 && asOfAt >= 0) throw asOfMisplaced(asOfAt);
    return parts.size() == 1 ? parts.getFirst() : new Query.Or(parts);
  }

  private Query and(int depth) {
    List<Operand> operands = new ArrayList<>();
    boolean joined;
    do {
      operands.add(unary(depth));
      in.skipBlanks();
      joined = in.takeWord("AND");
    } while (joined || !(in.atEnd() || in.isAt(')') || in.isAtWord("OR")));
    return together(operands);
  }

  private Query together(List<Operand> operands) {
    return new AndGroup(operands, this::count).query();
  }

  private Operand unary(int depth) {
    in.skipBlanks();
    int at = in.at();
    if (in.takeWord("NOT")) {
      Operand operand = unary(deeper(depth, at));
      return new Operand.Plain(new Query.Not(together(List.of(operand))));
    }
    if (in.take('(')) {
      Query query = or(deeper(depth, at));
      if (!in.take(')')) throw in.expected("\")\" for the parenthesis at position " + (at + 1));
      return new Operand.Plain(query);
    }
    Operand term = term(depth);
    if (!in.atBorder()) {
      throw in.expected("a blank or the end; a text with one of ( ) [ ] \" : needs quotes");
    }
    return term;
  }

  private static int deeper(int depth, int at) {
    if (depth < DEPTH_MAX) return depth + 1;
    throw Scanner.problem(
        at,
        "parentheses and NOTs stand more than "
            + DEPTH_MAX
            + " deep in each other. Please simplify your query.");
  }

  static Refusal.Invalid tooManyTerms(int at) {
    return Scanner.problem(at, "there are more than 1,000 terms. Please simplify your query.");
  }

  private void count(int more, int at) {
    terms += more;
    if (terms > TERMS_MAX) throw tooManyTerms(at);
  }

  private Operand term(int depth) {
    int at = in.at();
    for (String operator : List.of("AND", "OR")) {
      if (in.isAtWord(operator)) throw in.expected(A_TERM);
    }
    String word = in.plainWord();
    in.skip(word.length());
    boolean isKeyword = !word.isEmpty() && word.indexOf('\\') < 0 && in.isAt(':');
    in.skip(-word.length());
    if (!isKeyword) return new Operand.Plain(bare(word));
    Keyword keyword = keyword(word);
    in.skip(word.length() + 1);
    Values.Some read = values.read(keyword);
    count(read.items().size(), at);
    return meaning(keyword, read, at, depth);
  }

  private Keyword keyword(String word) {
    Optional<Keyword> keyword = Keyword.find(word);
    if (keyword.isPresent()) return keyword.get();
    Optional<Keyword> meant = Keyword.nearest(word);
    throw in.expected(
        meant.isPresent()
            ? "a keyword; did you mean \"" + meant.get().text() + "\"?"
            : "a keyword such as tag or filename; a text with a colon needs quotes");
  }

  private Operand meaning(Keyword keyword, Values.Some read, int at, int depth) {
    return switch (keyword.target()) {
      case Keyword.TagNames(var kinds) ->
          new Operand.Tags(
              values.texts(read).stream().map(text -> new Query.HasTagLike(kinds, text)).toList());
      case Keyword.Tagging tagging -> new Operand.Ways(at, keyword, values.ways(tagging, read));
      case Keyword.PastMoment _ -> {
        if (depth > 0) throw asOfMisplaced(at);
        if (asOfAt >= 0) throw Scanner.problem(at, "\"as-of\" can stand only once.");
        asOfAt = at;
        asOf = Optional.of(Instant.EPOCH.plus(values.moment(read).to(), ChronoUnit.MICROS));
        yield new Operand.Nothing();
      }
      case Keyword.Texts texts -> plain(values.texts(read), text -> Terms.matches(texts, text));
      case Keyword.Numbers(Column column) ->
          plain(values.numbers(read), span -> Terms.inRange(column, span));
      case Keyword.Dates(Column column) ->
          plain(values.dates(read), span -> Terms.inRange(column, span.inSeconds()));
      case Keyword.Choices choices ->
          plain(values.choices(choices, read), choice -> Terms.chosen(choices, choice));
      case Keyword.Hash(int digits) -> plain(values.hashes(digits, read), Query.HasHash::new);
      case Keyword.Unknown unknown -> {
        values.check(unknown, read);
        yield new Operand.Plain(Terms.NOTHING);
      }
    };
  }

  private static <T> Operand plain(List<T> values, Function<T, Query> query) {
    return new Operand.Plain(AndGroup.anyOf(values, query));
  }

  private static Refusal.Invalid asOfMisplaced(int at) {
    return Scanner.problem(
        at, "\"as-of\" speaks of the whole search: it can't stand in parentheses, with OR or NOT.");
  }

  private Query bare(String word) {
    int at = in.at();
    if (in.atEnd() || (word.isEmpty() && !in.isAt('"'))) throw in.expected(A_TERM);
    for (String operator : List.of("AND", "OR", "NOT")) {
      if (word.equalsIgnoreCase(operator)) {
        throw in.expected(operator + " in upper case, or quotes around it");
      }
    }
    Scanner.Value value = in.value(false, true);
    count(1, at);
    if (value.isStar()) return new Query.Everything();
    if (HASH.matcher(value.text()).matches()) {
      return new Query.HasHash(value.text().toLowerCase(Locale.ROOT));
    }
    if (Keyword.find(word).isPresent()) {
      in.skipBlanks();
      if (in.isAt(':')) throw in.expected("it right behind \"" + word + "\", without a blank");
    }
    if (bareWords == BareWords.ARE_REFUSED) {
      throw in.expected(
          value,
          word.startsWith("#")
              ? "a keyword and a colon, such as tag-any:*desktop*"
              : "a keyword and a colon, such as filename:*report*");
    }
    return Terms.fileName(value);
  }
}
