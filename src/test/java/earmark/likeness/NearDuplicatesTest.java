package earmark.likeness;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.index.roaring.RoaringIndex;
import earmark.ledger.Change;
import earmark.ledger.Ledger;
import earmark.ledger.MemoryEntries;
import earmark.ledger.Operation;
import earmark.ledger.Via;
import earmark.property.Property;
import earmark.search.Query;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.things.ThingSet;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NearDuplicatesTest {
  private final RoaringIndex index = new RoaringIndex();
  private final Ledger ledger = Ledger.open(new MemoryEntries(), index, InstantSource.system());
  private final NearDuplicates near = new NearDuplicates(index);

  private void arrive(Thing kind, int count) {
    change(new Change.Arrived(kind, ThingSet.range(0, count - 1)));
  }

  private void change(Change... changes) {
    ledger.append(Operation.ofEarmark(Via.API, _ -> List.of(changes)));
  }

  private void put(Tag tag, int... things) {
    change(new Change.Tagged(tag, ThingSet.of(things), ThingSet.none(), 0, 0));
  }

  private void take(Tag tag, int... things) {
    change(new Change.Tagged(tag, ThingSet.none(), ThingSet.of(things), 0, 0));
  }

  private static Tag user(String name) {
    return new Tag(Tag.Kind.USER, "", name);
  }

  @Test
  void a_new_name_gets_the_tags_in_use_that_may_be_meant_the_closest_first() {
    arrive(Thing.SAMPLE, 9);
    put(user("Emotet"), 1);
    put(user("emotett"), 1, 2, 3);
    put(user("em0tet"), 4);
    put(user("emo-tet"), 4, 5);
    put(new Tag(Tag.Kind.SYSTEM, "", "emotet"), 4, 5);
    assertThat(near.ofUserTags(List.of("emotet", "other")))
        .containsExactly(
            new NearDuplicates.Near("emotet", "Emotet", Likeness.CASE, 1),
            new NearDuplicates.Near("emotet", "emo-tet", Likeness.SEPARATOR, 2),
            new NearDuplicates.Near("emotet", "em0tet", Likeness.LOOK_ALIKE, 1));
  }

  @Test
  void a_name_in_use_gets_none_and_a_tag_that_nothing_carries_any_more_is_none() {
    arrive(Thing.SAMPLE, 9);
    put(user("Emotet"), 1);
    put(user("emotet"), 1);
    assertThat(near.ofUserTags(List.of("emotet"))).isEmpty();
    take(user("emotet"), 1);
    assertThat(near.ofUserTags(List.of("emotet"))).hasSize(1);
    take(user("Emotet"), 1);
    assertThat(near.ofUserTags(List.of("emotet"))).isEmpty();
  }

  @Test
  void what_the_caller_does_not_see_is_as_if_it_was_not_there() {
    arrive(Thing.INDICATOR, 9);
    put(new Tag(Tag.Kind.INDICATOR, "seen", "emotet"), 1);
    put(new Tag(Tag.Kind.INDICATOR, "hidden", "emo-tet"), 1, 2);
    put(new Tag(Tag.Kind.INDICATOR, "hidden", "emotett"), 3);
    Query all = new Query.Everything();
    assertThat(near.of(List.of("emo_tet"), Tag.Kind.INDICATOR, Set.of("seen"), all))
        .containsExactly(new NearDuplicates.Near("emo_tet", "emotet", Likeness.SEPARATOR, 1));
    assertThat(near.of(List.of("emo-tet"), Tag.Kind.INDICATOR, Set.of("seen"), all))
        .as("in use, but not that the caller knew")
        .hasSize(1);
    Query none = new Query.These(ThingSet.of(7));
    assertThat(near.of(List.of("emo_tet"), Tag.Kind.INDICATOR, Set.of("seen"), none)).isEmpty();
    assertThat(near.ofUserTags(List.of("emo_tet"))).isEmpty();
  }

  @Test
  void they_are_what_comparing_with_every_tag_in_use_tells() {
    String[] words = {"emotet", "Emotet", "emo-tet", "emo tet", "emot", "em0tet", "ernotet", "apt"};
    Property.holds(
        40,
        random -> {
          NearDuplicatesTest fresh = new NearDuplicatesTest();
          fresh.arrive(Thing.SAMPLE, 50);
          Map<String, Set<Integer>> model = new TreeMap<>();
          for (int i = 0; i < 40; i++) {
            String name = words[random.nextInt(words.length)] + "abc".substring(random.nextInt(4));
            int thing = random.nextInt(50);
            Set<Integer> carriers = model.computeIfAbsent(name, _ -> new java.util.TreeSet<>());
            if (random.nextInt(3) > 0) {
              if (carriers.add(thing)) fresh.put(user(name), thing);
            } else if (carriers.remove(thing)) {
              fresh.take(user(name), thing);
            }
            String asked = words[random.nextInt(words.length)] + "abc".substring(random.nextInt(4));
            assertThat(fresh.near.ofUserTags(List.of(asked))).isEqualTo(plain(model, asked));
          }
        });
  }

  private static List<NearDuplicates.Near> plain(Map<String, Set<Integer>> model, String asked) {
    List<NearDuplicates.Near> all = new ArrayList<>();
    if (!model.getOrDefault(asked, Set.of()).isEmpty()) return all;
    model.forEach((name, carriers) -> {
      if (carriers.isEmpty()) return;
      NameForms.of(asked)
          .likeness(NameForms.of(name))
          .ifPresent(why -> all.add(new NearDuplicates.Near(asked, name, why, carriers.size())));
    });
    all.sort(
        Comparator.comparing(NearDuplicates.Near::why)
            .thenComparingInt(one -> -one.count())
            .thenComparing(NearDuplicates.Near::of));
    return all.subList(0, Math.min(3, all.size()));
  }

  /**
   * How long it takes is told and not judged; {@code -Dproperty.scale=5} makes it 100,000 names.
   */
  @Test
  void many_names_are_looked_through_by_their_keys() {
    arrive(Thing.SAMPLE, 1);
    SplittableRandom random = new SplittableRandom(7);
    List<Change> tags = new ArrayList<>();
    int count = 20_000 * Property.scale();
    for (int i = 0; i < count; i++) {
      String name = "%s-%s%d".formatted(syllables(random), syllables(random), random.nextInt(50));
      tags.add(new Change.Tagged(user(name), ThingSet.of(0), ThingSet.none(), 0, 0));
    }
    change(tags.toArray(Change[]::new));
    near.ofUserTags(List.of("first"));
    long[] tookNs = new long[2_000];
    int found = 0;
    for (int i = 0; i < tookNs.length; i++) {
      String name = ((Change.Tagged) tags.get(random.nextInt(count))).tag().name();
      put(user("fresh" + i), 0);
      long before = System.nanoTime();
      found += near.ofUserTags(List.of(name.toUpperCase(java.util.Locale.ROOT))).size();
      tookNs[i] = System.nanoTime() - before;
    }
    Arrays.sort(tookNs);
    System.out.printf(
        "%,d names: p50 %,d µs, p95 %,d µs%n", count, tookNs[1000] / 1000, tookNs[1900] / 1000);
    assertThat(found).isGreaterThanOrEqualTo(tookNs.length);
  }

  private static String syllables(SplittableRandom random) {
    String[] parts = {"ba", "ko", "ri", "mu", "ten", "zor", "ex", "li", "qua", "st"};
    StringBuilder word = new StringBuilder();
    for (int n = 2 + random.nextInt(3); n > 0; n--) word.append(parts[random.nextInt(10)]);
    return word.toString();
  }
}
