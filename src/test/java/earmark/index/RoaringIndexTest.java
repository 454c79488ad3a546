package earmark.index;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.index.roaring.RoaringIndex;
import earmark.ledger.Change;
import earmark.property.Property;
import earmark.search.Query;
import earmark.tag.Tag;
import earmark.things.ThingSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoaringIndexTest implements IndexContract {
  private static final String[] WORDS = {
    "apt", "28", "loader", "Loader", "pack", "ed", "mal", "ware", "x", "-", "_", "desk", "top"
  };

  @Override
  public Index index() {
    return new RoaringIndex();
  }

  @Test
  void a_plain_map_gives_the_same_answers_on_random_series() {
    Property.holds(
        60,
        random -> {
          Index model = new MapIndex();
          Index real = new RoaringIndex();
          List<Tag> tags = tags(random);
          for (int step = 0; step < 120; step++) {
            Change[] changes = changes(random, model, tags);
            IndexContract.apply(model, changes);
            IndexContract.apply(real, changes);
            compare(random, model, real, tags, step);
          }
        });
  }

  /** Large sets cross the borders between rare and common tags in both directions. */
  @Test
  void tags_that_become_common_and_rare_again_stay_true() {
    Property.holds(
        6,
        random -> {
          Index model = new MapIndex();
          Index real = new RoaringIndex();
          List<Tag> tags = tags(random).subList(0, 3);
          for (int step = 0; step < 14; step++) {
            Tag tag = tags.get(random.nextInt(tags.size()));
            int from = random.nextInt(3_000);
            ThingSet range = ThingSet.range(from, from + random.nextInt(30_000));
            ThingSet carriers = model.draft().things(tag);
            Change change =
                random.nextInt(3) > 0
                    ? new Change.Tagged(tag, range.andNot(carriers), ThingSet.none(), 0, 0)
                    : new Change.Tagged(tag, ThingSet.none(), range.and(carriers), 0, 0);
            IndexContract.apply(model, change);
            IndexContract.apply(real, change);
            compare(random, model, real, tags, step);
          }
        });
  }

  @Test
  void readers_see_a_change_of_many_samples_whole_or_not_at_all() throws Exception {
    Index index = new RoaringIndex();
    Tag a = IndexContract.user("first");
    Tag b = IndexContract.user("second");
    ThingSet all = ThingSet.range(0, 50_000);
    IndexContract.apply(index, new Change.Arrived(all));
    AtomicBoolean stop = new AtomicBoolean();
    List<Long> torn = new ArrayList<>();
    Thread reader =
        Thread.ofPlatform()
            .start(() -> {
              while (!stop.get()) {
                Answers.Found found = index.find(new Query.Everything(), NEWEST, FIRST, 3);
                for (Answers.Row row : found.rows()) {
                  if (row.tags().contains(a) != row.tags().contains(b)) torn.add(index.seq());
                }
                long count = index.find(new Query.HasTag(a), NEWEST, FIRST, 1).total();
                if (count != 0 && count != all.size()) torn.add(count);
              }
            });
    for (int i = 0; i < 200; i++) {
      ThingSet none = ThingSet.none();
      IndexContract.apply(
          index, new Change.Tagged(a, all, none, 0, 0), new Change.Tagged(b, all, none, 0, 0));
      IndexContract.apply(
          index, new Change.Tagged(a, none, all, 0, 0), new Change.Tagged(b, none, all, 0, 0));
    }
    stop.set(true);
    reader.join();
    assertThat(torn).isEmpty();
  }

  private static List<Tag> tags(SplittableRandom random) {
    List<Tag> tags = new ArrayList<>();
    while (tags.size() < 25) {
      String name = "t" + WORDS[random.nextInt(WORDS.length)] + WORDS[random.nextInt(WORDS.length)];
      Tag tag =
          random.nextInt(3) > 0 || !name.matches("[a-z0-9-]+")
              ? IndexContract.user(name)
              : IndexContract.system(name);
      if (!tags.contains(tag)) tags.add(tag);
    }
    return tags;
  }

  private static Change[] changes(SplittableRandom random, Index model, List<Tag> tags) {
    List<Change> changes = new ArrayList<>();
    if (random.nextInt(4) == 0) {
      changes.add(new Change.Arrived(ThingSet.of(random.nextInt(500))));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      Tag tag = tags.get(random.nextInt(tags.size()));
      if (changes.stream().anyMatch(c -> c instanceof Change.Tagged t && t.tag().equals(tag))) {
        continue;
      }
      ThingSet some =
          ThingSet.of(
              IntStream.generate(() -> random.nextInt(500)).limit(random.nextInt(40)).toArray());
      ThingSet carriers = model.draft().things(tag);
      changes.add(
          random.nextInt(3) > 0
              ? new Change.Tagged(tag, some.andNot(carriers), ThingSet.none(), 0, 0)
              : new Change.Tagged(tag, ThingSet.none(), some.and(carriers), 0, 0));
    }
    return changes.toArray(Change[]::new);
  }

  private static void compare(
      SplittableRandom random, Index model, Index real, List<Tag> tags, int step) {
    Tag tag = tags.get(random.nextInt(tags.size()));
    String name = tag.name();
    int from = random.nextInt(name.length());
    String part = name.substring(from, random.nextInt(from, name.length()) + 1);
    Optional<Answers.Cursor> after =
        random.nextBoolean() ? FIRST : Optional.of(new Answers.Cursor("", random.nextInt(600)));
    int limit = random.nextInt(1, 30);
    for (Query query :
        List.of(new Query.Everything(), new Query.HasTag(tag), Query.HasTagLike.containing(part))) {
      Answers.Found expected = model.find(query, NEWEST, after, limit);
      Answers.Found actual = real.find(query, NEWEST, after, limit);
      assertThat(actual.total()).as("step %d %s", step, query).isEqualTo(expected.total());
      assertThat(actual.next()).as("step %d %s", step, query).isEqualTo(expected.next());
      assertThat(sets(actual)).as("step %d %s", step, query).isEqualTo(sets(expected));
    }
    assertThat(real.suggest(part, BOTH, limit))
        .as("step %d suggest %s", step, part)
        .isEqualTo(model.suggest(part, BOTH, limit));
  }

  /** Rows in their order; the tags of a row have none. */
  private static List<Object> sets(Answers.Found found) {
    List<Object> rows = new ArrayList<>();
    for (Answers.Row row : found.rows()) {
      assertThat(row.tags()).doesNotHaveDuplicates();
      rows.add(row.sample());
      rows.add(new HashSet<>(row.tags()));
    }
    return rows;
  }
}
