package earmark.index;

import earmark.ledger.Change;
import earmark.ledger.Fold;
import earmark.ledger.State;
import earmark.search.Column;
import earmark.search.Order;
import earmark.search.Query;
import earmark.search.Wildcard;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.things.ThingSet;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Random entries as the ledger would have them, and random questions that often find something:
 * entries of all kinds of things, but most of one, and questions about that one.
 */
final class RandomSeries {
  private static final String[] PARTS = {
    "apt", "28", "loader", "Loader", "pack", "ed", "mal", "ware", "x", "-", "_", "desk", "top", "Ä",
    "e\u0301", "É", "ΣΑΣ", "σ", "İ", "日本", "😀", "*", "?", "\\", "K"
  };
  private final SplittableRandom random;
  private static final List<Thing> KINDS = List.of(Thing.values());
  private static final List<String> SCOPES = List.of("one", "two", "three", "Two");
  private final int samplesMax;

  /** What the questions are about. */
  final Thing kind;

  /** Tags of that kind. */
  final List<Tag> tags;

  private final Map<Thing, List<Tag>> tagsOf = new EnumMap<>(Thing.class);

  RandomSeries(SplittableRandom random, int samplesMax) {
    this(
        random,
        samplesMax,
        random.nextBoolean() ? Thing.SAMPLE : KINDS.get(random.nextInt(KINDS.size())));
  }

  RandomSeries(SplittableRandom random, int samplesMax, Thing kind) {
    this.random = random;
    this.samplesMax = samplesMax;
    this.kind = kind;
    for (Thing thing : Thing.values()) tagsOf.put(thing, randomTags(thing));
    this.tags = tagsOf.getOrDefault(kind, List.of());
  }

  private List<Tag> randomTags(Thing thing) {
    Set<Tag> distinct = new HashSet<>();
    while (distinct.size() < 25) {
      Tag.Kind tagKind =
          switch (thing) {
            case SAMPLE -> random.nextInt(3) == 0 ? Tag.Kind.SYSTEM : Tag.Kind.USER;
            case REPORT -> Tag.Kind.REPORT;
            case INDICATOR -> Tag.Kind.INDICATOR;
          };
      String name = "t" + text();
      String scope = tagKind == Tag.Kind.INDICATOR ? scope() : "";
      distinct.add(new Tag(tagKind, scope, name));
      if (tagKind == Tag.Kind.INDICATOR) distinct.add(new Tag(tagKind, scope(), name));
    }
    return List.copyOf(distinct);
  }

  private String scope() {
    return SCOPES.get(random.nextInt(SCOPES.size()));
  }

  Set<String> scopes() {
    Set<String> some = new HashSet<>();
    for (int i = random.nextInt(4); i > 0; i--) some.add(scope());
    if (random.nextInt(3) == 0) some.add("");
    if (random.nextInt(6) == 0) some.add("unknown");
    return some;
  }

  /** One to three parts, so that texts contain each other now and then. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      text.append(PARTS[random.nextInt(PARTS.length)]);
    }
    return text.toString();
  }

  Tag tag() {
    return tags.get(random.nextInt(tags.size()));
  }

  private ThingSet some(int count) {
    return ThingSet.of(
        IntStream.generate(() -> random.nextInt(samplesMax))
            .limit(random.nextInt(count))
            .toArray());
  }

  /** The changes of one entry, each exactly what changes if it is applied to the state. */
  List<Change> changes(Fold.Draft whole) {
    Thing about = random.nextInt(4) > 0 ? kind : KINDS.get(random.nextInt(KINDS.size()));
    State state = whole.of(about);
    List<Tag> known = tagsOf.getOrDefault(about, List.of());
    List<Change> changes = new ArrayList<>();
    ThingSet samples = state.all();
    switch (random.nextInt(5)) {
      case 0 -> {
        ThingSet arrived = some(30).andNot(samples);
        changes.add(new Change.Arrived(about, arrived));
        arrived.forEach(sample -> changes.add(described(about, state, sample)));
      }
      case 1 -> some(4).and(samples).forEach(sample -> changes.addAll(gone(about, state, sample)));
      case 2 ->
          some(8).and(samples).forEach(sample -> changes.add(described(about, state, sample)));
      default -> {
        Set<Tag> different = new HashSet<>();
        for (int i = random.nextInt(4); i > 0; i--)
          different.add(known.get(random.nextInt(known.size())));
        for (Tag tag : different) {
          ThingSet carriers = state.things(tag);
          ThingSet touched = some(40).and(samples);
          changes.add(
              random.nextInt(3) > 0
                  ? new Change.Tagged(tag, touched.andNot(carriers), ThingSet.none(), 0, 0)
                  : new Change.Tagged(tag, ThingSet.none(), touched.and(carriers), 0, 0));
        }
      }
    }
    return changes;
  }

  private static List<Change> gone(Thing about, State state, int sample) {
    List<Change> changes = new ArrayList<>();
    ThingSet one = ThingSet.of(sample);
    for (Tag tag : state.tags(sample)) {
      changes.add(new Change.Tagged(tag, ThingSet.none(), one, 0, 0));
    }
    Map<String, Change.Values> fields = new TreeMap<>();
    state
        .fields(sample)
        .forEach((field, values) -> fields.put(field, new Change.Values(values, List.of())));
    if (!fields.isEmpty()) changes.add(new Change.Described(about, sample, fields));
    changes.add(new Change.Gone(about, one));
    return changes;
  }

  private Change described(Thing about, State state, int sample) {
    Map<String, List<String>> before = state.fields(sample);
    Map<String, Change.Values> fields = new TreeMap<>();
    for (Column column : Column.of(about)) {
      if (random.nextInt(3) == 0) continue;
      List<String> old = before.getOrDefault(column.field(), List.of());
      fields.put(column.field(), new Change.Values(old, values(column)));
    }
    if (random.nextInt(9) == 0) {
      fields.put("of-a-newer-version", new Change.Values(List.of(), List.of("x")));
    }
    return new Change.Described(about, sample, fields);
  }

  private List<String> values(Column column) {
    if (random.nextInt(5) == 0) return List.of();
    return switch (column.kind()) {
      case WORD -> {
        Set<String> words = new HashSet<>();
        for (int i = random.nextInt(1, 3); i > 0; i--) {
          words.add(word(column));
        }
        yield List.copyOf(words);
      }
      case TEXT -> List.of(random.nextInt(40) == 0 ? text().repeat(60) : text());
      case NUMBER -> List.of(Long.toString(number()));
      case SCOPED_NUMBER -> {
        Map<String, String> byScope = new TreeMap<>();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
          String scope = scope();
          byScope.put(scope, scope + " " + number());
        }
        yield List.copyOf(byScope.values());
      }
    };
  }

  private String word(Column column) {
    return switch (column) {
      case URI, PE_FUNCTION -> text();
      case REPORT_ENCLAVE, INDICATOR_ENCLAVE -> scope();
      case THREAT_NAME -> PARTS[random.nextInt(PARTS.length)];
      default -> PARTS[random.nextInt(5)];
    };
  }

  long number() {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextLong(5);
      case 1 -> random.nextLong(70_000);
      case 2 -> random.nextLong(1L << 34);
      default -> random.nextLong(0, Long.MAX_VALUE) | random.nextInt(2);
    };
  }

  /** A column of a kind, if the things have one. */
  private Optional<Column> column(Column.Kind wanted) {
    List<Column> all = Column.of(kind).stream().filter(column -> column.kind() == wanted).toList();
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
  }

  private Query about(Column.Kind wanted, Function<Column, Query> question) {
    return column(wanted).map(question).orElseGet(Query.Everything::new);
  }

  Set<Tag.Kind> kinds() {
    if (kind != Thing.SAMPLE) return Tag.Kind.of(kind);
    return switch (random.nextInt(4)) {
      case 0 -> Set.of(Tag.Kind.USER);
      case 1 -> Set.of(Tag.Kind.SYSTEM);
      default -> Tag.Kind.of(Thing.SAMPLE);
    };
  }

  Wildcard wildcard() {
    String text = random.nextBoolean() ? tag().name() : text();
    int from = random.nextInt(text.length());
    String part = text.substring(from, random.nextInt(from, text.length()) + 1);
    return switch (random.nextInt(7)) {
      case 0 -> Wildcard.parse("*");
      case 1 -> Wildcard.containing(part);
      case 2 -> Wildcard.literal(text);
      case 3 -> Wildcard.parse(part + "*");
      case 4 -> Wildcard.parse("*" + part);
      case 5 -> Wildcard.parse(part + "*" + text() + "*");
      default -> Wildcard.parse("?" + text.substring(1) + "*");
    };
  }

  Query query(int depth) {
    if (depth > 0 && random.nextInt(3) > 0) {
      List<Query> parts = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) parts.add(query(depth - 1));
      return switch (random.nextInt(3)) {
        case 0 -> new Query.Or(parts);
        case 1 -> new Query.Not(query(depth - 1));
        default -> new Query.And(parts);
      };
    }
    return switch (random.nextInt(10)) {
      case 0 -> new Query.Everything();
      case 1 -> new Query.These(some(200));
      case 2 -> new Query.HasTagLike(kinds(), wildcard());
      case 3 -> about(Column.Kind.WORD, column -> new Query.Matches(column, wildcard()));
      case 4 -> about(Column.Kind.TEXT, column -> new Query.Matches(column, wildcard()));
      case 5 -> {
        long a = number();
        long b = number();
        yield about(
            Column.Kind.NUMBER,
            column -> new Query.InRange(column, Math.min(a, b), Math.max(a, b)));
      }
      case 6 -> {
        long a = number();
        long b = number();
        yield about(
            Column.Kind.SCOPED_NUMBER,
            column -> new Query.InScopedRange(column, scopes(), Math.min(a, b), Math.max(a, b)));
      }
      case 7 ->
          about(
              Column.Kind.WORD,
              column ->
                  new Query.HasWord(
                      column,
                      random.nextBoolean() ? scopes() : Set.copyOf(List.of(word(column), text()))));
      case 8 -> {
        Tag tag = tag();
        yield new Query.HasTagIn(
            tag.kind(), tag.scope().isEmpty() ? Set.of("") : scopes(), tag.name());
      }
      default -> new Query.HasTag(tag());
    };
  }

  Order order() {
    if (random.nextInt(4) == 0) return new Order(new Order.By.Arrival(), random.nextBoolean());
    List<Column> columns = List.copyOf(Column.of(kind));
    Column column = columns.get(random.nextInt(columns.size()));
    if (column.kind() == Column.Kind.SCOPED_NUMBER) {
      return new Order(new Order.By.Scoped(column, scopes()), random.nextBoolean());
    }
    return new Order(new Order.By.Value(column), random.nextBoolean());
  }

  /** Where a page might have ended, with a value that something once may have had. */
  Answers.Cursor cursor(Order order) {
    int sample = random.nextInt(samplesMax);
    if (order.by() instanceof Order.By.Scoped && random.nextBoolean()) {
      return new Answers.Cursor(Long.toString(number()), sample);
    }
    if (!(order.by() instanceof Order.By.Value(Column column)) || random.nextInt(5) == 0) {
      return new Answers.Cursor("", sample);
    }
    return switch (column.kind()) {
      case WORD -> new Answers.Cursor(PARTS[random.nextInt(PARTS.length)], sample);
      case TEXT -> new Answers.Cursor(text(), sample);
      case NUMBER, SCOPED_NUMBER -> new Answers.Cursor(Long.toString(number()), sample);
    };
  }
}
