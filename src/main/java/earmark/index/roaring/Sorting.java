package earmark.index.roaring;

import earmark.index.Answers.Cursor;
import earmark.refusal.Refusal;
import earmark.search.Column;
import earmark.search.Order;
import earmark.things.ThingSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The order of an answer. Samples with the same value are sorted by number, newest first, and those
 * without a value come last, newest first as well. A sample with several words stands where the
 * first of them in this order puts it.
 */
record Sorting(View view, ThingSet found, Order order) {

  /**
   * The samples behind a cursor, at most so many.
   *
   * @throws Refusal.Invalid if the cursor is not one of this order
   */
  List<Integer> page(Optional<Cursor> after, int limit) {
    return switch (order.by()) {
      case Order.By.Arrival() -> boxed(byArrival(after, limit));
      case Order.By.Scoped(Column column, Set<String> scopes) ->
          byScoped(view.columns().scoped(column), scopes, after, limit);
      case Order.By.Value(Column column) ->
          switch (view.columns().of(column)) {
            case NumberColumn numbers -> byNumber(numbers, after, limit);
            case ScopedColumn _ ->
                throw new IllegalArgumentException(column + " is sorted by scopes alone");
            case TextColumn texts -> byText(texts, texts.present(), after, limit);
            case WordColumn words ->
                found.size() < words.words().count()
                    ? byText(words, found, after, limit)
                    : byWord(words, after, limit);
          };
    };
  }

  private int[] byArrival(Optional<Cursor> after, int limit) {
    return order.descending()
        ? found.below(after.map(Cursor::thing).orElse(Integer.MAX_VALUE), limit)
        : found.above(after.map(Cursor::thing).orElse(-1), limit);
  }

  private List<Integer> byNumber(NumberColumn numbers, Optional<Cursor> after, int limit) {
    Optional<Cursor> valued = after.filter(cursor -> !cursor.value().isEmpty());
    List<Integer> page = new ArrayList<>();
    if (after.isEmpty() || valued.isPresent()) {
      TopNumbers top = new TopNumbers(numbers, order.descending(), limit);
      valued.ifPresent(cursor -> top.behind(number(cursor.value()), cursor.thing()));
      page.addAll(top.of(found.and(numbers.present())));
    }
    return withoutValue(page, found.andNot(numbers.present()), after, limit);
  }

  private record Ranked(long number, int thing) {}

  /** Reads the greatest number of each thing in some scopes. */
  private List<Integer> byScoped(
      ScopedColumn column, Set<String> asked, Optional<Cursor> after, int limit) {
    BitSet scopes = column.scopes(asked);
    Comparator<Ranked> byNumber = Comparator.comparingLong(Ranked::number);
    Comparator<Ranked> best =
        (order.descending() ? byNumber.reversed() : byNumber)
            .thenComparing(Ranked::thing, Comparator.reverseOrder());
    Best<Ranked> kept = new Best<>(best, limit);
    boolean onlyWithout = after.isPresent() && after.get().value().isEmpty();
    Optional<Ranked> last =
        after
            .filter(cursor -> !cursor.value().isEmpty())
            .map(cursor -> new Ranked(number(cursor.value()), cursor.thing()));
    ThingSet with =
        found
            .and(column.present())
            .filter(thing -> {
              long number = column.greatest(thing, scopes);
              if (number < 0) return false;
              if (onlyWithout) return true;
              Ranked one = new Ranked(number, thing);
              if (last.isEmpty() || best.compare(one, last.get()) > 0) kept.offer(one);
              return true;
            });
    List<Integer> page = new ArrayList<>();
    for (Ranked one : kept.sorted()) page.add(one.thing());
    return withoutValue(page, found.andNot(with), after, limit);
  }

  private static long number(String value) {
    if (value.matches("[0-9]{1,19}")) {
      try {
        return Long.parseLong(value);
      } catch (NumberFormatException e) {
        throw wrong(value);
      }
    }
    throw wrong(value);
  }

  private static Refusal wrong(String value) {
    return new Refusal.Invalid(
        "The cursor holds \"" + value + "\" where a number from 0 to 2^63 - 1 has to stand.");
  }

  /** Goes through the words in their order, and takes from what is left those that carry one. */
  private List<Integer> byWord(WordColumn column, Optional<Cursor> after, int limit) {
    Words words = column.words();
    int[] sorted = words.sorted();
    if (order.descending()) sorted = reversed(sorted);
    List<Integer> page = new ArrayList<>();
    ThingSet left = found;
    List<ThingSet> passed = new ArrayList<>();
    boolean onlyWithout = after.isPresent() && after.get().value().isEmpty();
    for (int number : sorted) {
      ThingSet carriers = column.labels().set(number);
      int place = after.isEmpty() ? 1 : compare(words.word(number), after.get().value());
      if (onlyWithout || place < 0) {
        passed.add(carriers);
        continue;
      }
      if (!passed.isEmpty()) left = left.andNot(ThingSet.union(passed, left));
      passed.clear();
      ThingSet here = left.and(carriers);
      int before = place == 0 ? after.orElseThrow().thing() : Integer.MAX_VALUE;
      page.addAll(boxed(here.below(before, limit - page.size())));
      if (page.size() >= limit) return page;
      left = left.andNot(here);
    }
    return withoutValue(page, left.andNot(ThingSet.union(passed, left)), after, limit);
  }

  private static int[] reversed(int[] numbers) {
    int[] out = new int[numbers.length];
    for (int i = 0; i < out.length; i++) out[i] = numbers[numbers.length - 1 - i];
    return out;
  }

  /** Compares one value with another in the order of the answer. */
  private int compare(String a, String b) {
    return order.descending() ? Words.ORDER.compare(b, a) : Words.ORDER.compare(a, b);
  }

  private record Keyed(String key, int sample) {}

  /**
   * Reads the value of each sample.
   *
   * @param candidates all samples with a value, and perhaps more
   */
  private List<Integer> byText(
      ColumnValues column, ThingSet candidates, Optional<Cursor> after, int limit) {
    Comparator<Keyed> best =
        Comparator.comparing(Keyed::key, this::compare)
            .thenComparing(Keyed::sample, Comparator.reverseOrder());
    Best<Keyed> kept = new Best<>(best, limit);
    boolean onlyWithout = after.isPresent() && after.get().value().isEmpty();
    ThingSet with =
        found
            .and(candidates)
            .filter(sample -> {
              List<String> values = column.of(sample);
              if (values.isEmpty()) return false;
              if (onlyWithout) return true;
              String key = order.descending() ? values.getLast() : values.getFirst();
              Keyed keyed = new Keyed(key, sample);
              if (after.isEmpty()
                  || best.compare(keyed, new Keyed(after.get().value(), after.get().thing())) > 0) {
                kept.offer(keyed);
              }
              return true;
            });
    List<Integer> page = new ArrayList<>();
    for (Keyed keyed : kept.sorted()) page.add(keyed.sample());
    return withoutValue(page, found.andNot(with), after, limit);
  }

  /** Fills the page up with samples that have no value. */
  private static List<Integer> withoutValue(
      List<Integer> page, ThingSet without, Optional<Cursor> after, int limit) {
    int before =
        after
            .filter(cursor -> cursor.value().isEmpty())
            .map(Cursor::thing)
            .orElse(Integer.MAX_VALUE);
    page.addAll(boxed(without.below(before, limit - page.size())));
    return page;
  }

  private static List<Integer> boxed(int[] samples) {
    return IntStream.of(samples).boxed().toList();
  }
}
