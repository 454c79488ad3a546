package earmark.index;

import earmark.ledger.Change;
import earmark.ledger.Fold;
import earmark.search.Column;
import earmark.search.Order;
import earmark.search.Query;
import earmark.search.Wildcard;
import earmark.tag.Tag;
import earmark.things.ThingSet;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Random entries as the ledger would have them, and random questions that often find something. */
final class RandomSeries {
  private static final String[] PARTS = {
    "apt", "28", "loader", "Loader", "pack", "ed", "mal", "ware", "x", "-", "_", "desk", "top", "Ä",
    "e\u0301", "É", "ΣΑΣ", "σ", "İ", "日本", "😀", "*", "?", "\\", "K"
  };
  private final SplittableRandom random;
  private final int samplesMax;
  final List<Tag> tags = new ArrayList<>();

  RandomSeries(SplittableRandom random, int samplesMax) {
    this.random = random;
    this.samplesMax = samplesMax;
    Set<Tag> distinct = new HashSet<>();
    while (distinct.size() < 25) {
      Tag.Kind kind = random.nextInt(3) == 0 ? Tag.Kind.SYSTEM : Tag.Kind.USER;
      distinct.add(new Tag(kind, "", "t" + text()));
    }
    tags.addAll(distinct);
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
  List<Change> changes(Fold.Draft state) {
    List<Change> changes = new ArrayList<>();
    ThingSet samples = state.samples();
    switch (random.nextInt(5)) {
      case 0 -> {
        ThingSet arrived = some(30).andNot(samples);
        changes.add(new Change.Arrived(arrived));
        arrived.forEach(sample -> changes.add(described(state, sample)));
      }
      case 1 -> some(4).and(samples).forEach(sample -> changes.addAll(gone(state, sample)));
      case 2 -> some(8).and(samples).forEach(sample -> changes.add(described(state, sample)));
      default -> {
        Set<Tag> different = new HashSet<>();
        for (int i = random.nextInt(4); i > 0; i--) different.add(tag());
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

  private static List<Change> gone(Fold.Draft state, int sample) {
    List<Change> changes = new ArrayList<>();
    ThingSet one = ThingSet.of(sample);
    for (Tag tag : state.tags(sample)) {
      changes.add(new Change.Tagged(tag, ThingSet.none(), one, 0, 0));
    }
    Map<String, Change.Values> fields = new TreeMap<>();
    state
        .fields(sample)
        .forEach((field, values) -> fields.put(field, new Change.Values(values, List.of())));
    if (!fields.isEmpty()) changes.add(new Change.Described(sample, fields));
    changes.add(new Change.Gone(one));
    return changes;
  }

  private Change described(Fold.Draft state, int sample) {
    Map<String, List<String>> before = state.fields(sample);
    Map<String, Change.Values> fields = new TreeMap<>();
    for (Column column : Column.values()) {
      if (random.nextInt(3) == 0) continue;
      List<String> old = before.getOrDefault(column.field(), List.of());
      fields.put(column.field(), new Change.Values(old, values(column)));
    }
    if (random.nextInt(9) == 0) {
      fields.put("of-a-newer-version", new Change.Values(List.of(), List.of("x")));
    }
    return new Change.Described(sample, fields);
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
    };
  }

  private String word(Column column) {
    return switch (column) {
      case URI, PE_FUNCTION -> text();
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

  private Column column(Column.Kind kind) {
    List<Column> all =
        EnumSet.allOf(Column.class).stream().filter(column -> column.kind() == kind).toList();
    return all.get(random.nextInt(all.size()));
  }

  Set<Tag.Kind> kinds() {
    return switch (random.nextInt(4)) {
      case 0 -> Set.of(Tag.Kind.USER);
      case 1 -> Set.of(Tag.Kind.SYSTEM);
      default -> EnumSet.allOf(Tag.Kind.class);
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
    return switch (random.nextInt(7)) {
      case 0 -> new Query.Everything();
      case 1 -> new Query.These(some(200));
      case 2 -> new Query.HasTagLike(kinds(), wildcard());
      case 3 -> new Query.Matches(column(Column.Kind.WORD), wildcard());
      case 4 -> new Query.Matches(column(Column.Kind.TEXT), wildcard());
      case 5 -> {
        long a = number();
        long b = number();
        yield new Query.InRange(column(Column.Kind.NUMBER), Math.min(a, b), Math.max(a, b));
      }
      default -> new Query.HasTag(tag());
    };
  }

  Order order() {
    if (random.nextInt(4) == 0) return new Order(new Order.By.Arrival(), random.nextBoolean());
    List<Column> columns = List.copyOf(EnumSet.allOf(Column.class));
    Column column = columns.get(random.nextInt(columns.size()));
    return new Order(new Order.By.Value(column), random.nextBoolean());
  }

  /** Where a page might have ended, with a value that something once may have had. */
  Answers.Cursor cursor(Order order) {
    int sample = random.nextInt(samplesMax);
    if (!(order.by() instanceof Order.By.Value(Column column)) || random.nextInt(5) == 0) {
      return new Answers.Cursor("", sample);
    }
    return switch (column.kind()) {
      case WORD -> new Answers.Cursor(PARTS[random.nextInt(PARTS.length)], sample);
      case TEXT -> new Answers.Cursor(text(), sample);
      case NUMBER -> new Answers.Cursor(Long.toString(number()), sample);
    };
  }
}
