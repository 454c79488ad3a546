package earmark.things;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.property.Property;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A set from the standard library judges ours. */
class ThingSetTest {

  @Test
  void every_operation_answers_what_a_plain_set_answers() {
    Property.holds(
        150,
        random -> {
          TreeSet<Integer> plainA = plain(random);
          TreeSet<Integer> plainB = plain(random);
          ThingSet a = set(plainA);
          ThingSet b = set(plainB);
          assertSame(a, plainA);
          assertSame(a.or(b), union(plainA, plainB));
          assertSame(b.or(a), union(plainA, plainB));
          assertSame(a.and(b), intersection(plainA, plainB));
          assertSame(a.andNot(b), difference(plainA, plainB));
          assertSame(ThingSet.union(List.of(a, b, a)), union(plainA, plainB));
          assertThat(a.andSize(b)).isEqualTo(intersection(plainA, plainB).size());
          assertThat(b.andSize(a)).isEqualTo(intersection(plainA, plainB).size());
          assertSame(a.filter(thing -> !b.contains(thing)), difference(plainA, plainB));
          assertSame(a.filter(thing -> true), plainA);
          assertSame(a, plainA);
          assertSame(b, plainB);
        });
  }

  @Test
  void a_long_series_of_single_changes_never_disturbs_older_copies() {
    Property.holds(
        6,
        random -> {
          TreeSet<Integer> plain = plain(random);
          ThingSet set = set(plain);
          List<ThingSet> copies = new ArrayList<>();
          List<TreeSet<Integer>> plainCopies = new ArrayList<>();
          for (int i = 0; i < 3000; i++) {
            int thing = thing(random);
            boolean add = random.nextBoolean();
            set = add ? set.or(ThingSet.of(thing)) : set.andNot(ThingSet.of(thing));
            if (add) plain.add(thing);
            else plain.remove(thing);
            if (i % 500 == 0) {
              copies.add(set);
              plainCopies.add(new TreeSet<>(plain));
            }
          }
          assertSame(set, plain);
          for (int i = 0; i < copies.size(); i++) assertSame(copies.get(i), plainCopies.get(i));
        });
  }

  @Test
  void a_union_of_many_sets_is_complete() {
    Property.holds(
        15,
        random -> {
          TreeSet<Integer> all = new TreeSet<>();
          List<ThingSet> sets = new ArrayList<>();
          for (int i = random.nextInt(1, 60); i > 0; i--) {
            TreeSet<Integer> plain = plain(random);
            all.addAll(plain);
            sets.add(set(plain));
          }
          sets.add(ThingSet.range(70_000, 70_000 + random.nextInt(200_000)));
          sets.getLast().forEach(all::add);
          assertSame(ThingSet.union(sets), all);
        });
  }

  /** From so many things on, processors share the work. */
  @Test
  void a_union_of_more_than_a_million_things_is_what_one_by_one_adds_up_to() {
    ThingSet every = ThingSet.range(0, 4_000_000);
    ThingSet thirds = every.filter(thing -> thing % 3 == 0);
    Property.holds(
        3,
        random -> {
          List<ThingSet> sets = new ArrayList<>(List.of(thirds));
          for (int i = 0; i < 20; i++) sets.add(set(plain(random)));
          ThingSet expected = sets.stream().reduce(ThingSet.none(), ThingSet::or);
          assertThat(ThingSet.union(sets)).isEqualTo(expected);
          ThingSet within = every.filter(thing -> thing % 2 == 0 || thing > 3_000_000);
          assertThat(ThingSet.union(sets, within)).isEqualTo(expected.and(within));
        });
  }

  @Test
  void pages_run_from_the_newest_to_the_oldest_without_gaps() {
    Property.holds(
        100,
        random -> {
          TreeSet<Integer> plain = plain(random);
          ThingSet set = set(plain);
          int before = random.nextBoolean() ? Integer.MAX_VALUE : thing(random);
          List<Integer> expected =
              plain.headSet(before, false).descendingSet().stream().limit(500).toList();
          assertThat(IntStream.of(set.below(before, 500)).boxed().toList()).isEqualTo(expected);
        });
  }

  @Test
  void pages_run_from_the_oldest_to_the_newest_as_well() {
    Property.holds(
        100,
        random -> {
          TreeSet<Integer> plain = plain(random);
          ThingSet set = set(plain);
          int after = random.nextBoolean() ? -1 : thing(random);
          List<Integer> expected = plain.tailSet(after, false).stream().limit(500).toList();
          assertThat(IntStream.of(set.above(after, 500)).boxed().toList()).isEqualTo(expected);
          assertThat(set.above(Integer.MAX_VALUE, 9)).isEmpty();
        });
  }

  @Test
  void the_things_of_a_range_are_told_one_by_one() {
    Property.holds(
        100,
        random -> {
          TreeSet<Integer> plain = plain(random);
          int first = random.nextInt(20) == 0 ? -1 : thing(random);
          int last = random.nextInt(20) == 0 ? Integer.MAX_VALUE : first + random.nextInt(70_000);
          List<Integer> told = new ArrayList<>();
          set(plain).forEach(first, last, told::add);
          assertThat(told).isEqualTo(List.copyOf(plain.tailSet(first, true).headSet(last, true)));
        });
  }

  @Test
  void the_last_thing_up_to_a_number_is_found() {
    Property.holds(
        100,
        random -> {
          TreeSet<Integer> plain = plain(random);
          ThingSet set = set(plain);
          for (int i = 0; i < 50; i++) {
            int atMost = random.nextInt(20) == 0 ? -1 : thing(random);
            Integer expected = plain.floor(atMost);
            assertThat(set.last(atMost)).isEqualTo(expected == null ? -1 : expected);
          }
          assertThat(set.last(Integer.MAX_VALUE)).isEqualTo(plain.isEmpty() ? -1 : plain.last());
        });
  }

  @Test
  void a_union_within_candidates_is_the_union_of_what_is_in_both() {
    Property.holds(
        60,
        random -> {
          TreeSet<Integer> within = plain(random);
          TreeSet<Integer> expected = new TreeSet<>();
          List<ThingSet> sets = new ArrayList<>();
          for (int i = random.nextInt(12); i > 0; i--) {
            TreeSet<Integer> plain = plain(random);
            expected.addAll(intersection(plain, within));
            sets.add(set(plain));
          }
          assertSame(ThingSet.union(sets, set(within)), expected);
        });
  }

  @Test
  void bits_are_things() {
    Property.holds(
        40,
        random -> {
          TreeSet<Integer> plain = plain(random);
          TreeSet<Integer> expected = new TreeSet<>(plain.headSet(20 << 16));
          ThingSet set =
              ThingSet.ofWords(
                  20,
                  block -> {
                    long[] words = new long[1024];
                    for (int thing : expected.subSet(block << 16, (block + 1) << 16)) {
                      words[(thing & 0xffff) >> 6] |= 1L << thing;
                    }
                    boolean none = Arrays.stream(words).allMatch(word -> word == 0);
                    return none && random.nextBoolean() ? null : words;
                  });
          assertSame(set, expected);
        });
  }

  @Test
  void the_bytes_of_a_set_make_the_same_set() {
    Property.holds(
        100,
        random -> {
          TreeSet<Integer> plain = plain(random);
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          ThingSetFormat.write(new DataOutputStream(bytes), set(plain));
          ByteArrayInputStream in = new ByteArrayInputStream(bytes.toByteArray());
          assertSame(ThingSetFormat.read(new DataInputStream(in)), plain);
          assertThat(in.available()).isZero();
        });
  }

  private static TreeSet<Integer> plain(SplittableRandom random) {
    TreeSet<Integer> plain = new TreeSet<>();
    int size =
        switch (random.nextInt(4)) {
          case 0 -> random.nextInt(4);
          case 1 -> random.nextInt(ThingSet.MANY - 5, ThingSet.MANY + 5);
          case 2 -> random.nextInt(20_000);
          default -> random.nextInt(100);
        };
    if (random.nextInt(4) == 0) {
      int from = thing(random);
      for (int i = 0; i < size; i++) plain.add(from + i);
    } else {
      while (plain.size() < size) plain.add(thing(random));
    }
    return plain;
  }

  /** Numbers that meet often, around the edges of containers, and far away ones. */
  private static int thing(SplittableRandom random) {
    return switch (random.nextInt(3)) {
      case 0 -> random.nextInt(70_000);
      case 1 -> Math.max(0, (random.nextInt(20) << 16) + random.nextInt(-2, 3));
      default -> random.nextInt(20_000_000);
    };
  }

  private static ThingSet set(TreeSet<Integer> plain) {
    return ThingSet.of(plain.stream().mapToInt(Integer::intValue).toArray());
  }

  private static void assertSame(ThingSet set, TreeSet<Integer> plain) {
    int[] expected = plain.stream().mapToInt(Integer::intValue).toArray();
    assertThat(Arrays.equals(set.toArray(), expected)).isTrue();
    assertThat(set.size()).isEqualTo(plain.size());
    assertThat(set).isEqualTo(set(plain)).hasSameHashCodeAs(set(plain));
    for (int thing : new int[] {0, 65_535, 65_536, 70_000}) {
      assertThat(set.contains(thing)).isEqualTo(plain.contains(thing));
    }
    assertThat(set instanceof FewThings).isEqualTo(plain.size() < ThingSet.MANY);
  }

  private static TreeSet<Integer> union(TreeSet<Integer> a, TreeSet<Integer> b) {
    TreeSet<Integer> out = new TreeSet<>(a);
    out.addAll(b);
    return out;
  }

  private static TreeSet<Integer> intersection(TreeSet<Integer> a, TreeSet<Integer> b) {
    TreeSet<Integer> out = new TreeSet<>(a);
    out.retainAll(b);
    return out;
  }

  private static TreeSet<Integer> difference(TreeSet<Integer> a, TreeSet<Integer> b) {
    TreeSet<Integer> out = new TreeSet<>(a);
    out.removeAll(b);
    return out;
  }
}
