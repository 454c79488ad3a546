package earmark.index;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.index.roaring.RoaringIndex;
import earmark.index.roaring.SavedIndex;
import earmark.ledger.Change;
import earmark.property.Property;
import earmark.snapshot.Head;
import earmark.snapshot.SnapshotReader;
import earmark.snapshot.SnapshotWriter;
import earmark.tag.Thing;
import earmark.things.ThingSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An index that was saved and read again is judged by the plain map, as any other. */
class SavedIndexTest {
  @TempDir Path folder;

  private RoaringIndex restored(SavedIndex saved) throws IOException {
    Path file = folder.resolve("snapshot");
    try (SnapshotWriter out = SnapshotWriter.begin(file, new Head(saved.seq(), new byte[32]))) {
      saved.write(out);
      out.finish();
    }
    try (SnapshotReader in = SnapshotReader.open(file);
        ExecutorService threads = Executors.newFixedThreadPool(2)) {
      return new RoaringIndex(SavedIndex.read(in, threads));
    }
  }

  @Test
  void it_gives_the_same_answers_and_goes_on_from_there() {
    Property.holds(
        20,
        random -> {
          RandomSeries series = new RandomSeries(random, random.nextBoolean() ? 300 : 1_500);
          Index model = new MapIndex();
          RoaringIndex real = new RoaringIndex();
          for (int step = 0; step < 60; step++) {
            Change[] changes = series.changes(model.draft()).toArray(Change[]::new);
            IndexContract.apply(model, changes);
            IndexContract.apply(real, changes);
            if (random.nextInt(8) == 0) real = restored(real.saved());
            RoaringIndexTest.compare(
                random, series, model.of(series.kind), real.of(series.kind), "step " + step);
            RoaringIndexTest.compareStates(
                random, series, model.draft(), real.draft(), "step " + step);
          }
        });
  }

  @Test
  void common_tags_are_common_again() {
    Property.holds(
        3,
        random -> {
          RandomSeries series = new RandomSeries(random, 24_000, Thing.SAMPLE);
          Index model = new MapIndex();
          RoaringIndex real = new RoaringIndex();
          Change arrived = new Change.Arrived(Thing.SAMPLE, ThingSet.range(0, 90_000));
          ThingSet many = ThingSet.range(0, 30_000).filter(_ -> random.nextInt(5) > 0);
          Change common = new Change.Tagged(series.tags.get(1), many, ThingSet.none(), 0, 0);
          for (Change change : new Change[] {arrived, common}) {
            IndexContract.apply(model, change);
            IndexContract.apply(real, change);
          }
          real = restored(real.saved());
          ThingSet most = many.filter(_ -> random.nextInt(10) > 0);
          Change rare = new Change.Tagged(series.tags.get(1), ThingSet.none(), most, 0, 0);
          for (Index index : new Index[] {model, real}) IndexContract.apply(index, rare);
          RoaringIndexTest.compareStates(random, series, model.draft(), real.draft(), "rare");
        });
  }

  @Test
  void what_is_saved_does_not_change_with_the_index() throws IOException {
    RoaringIndex index = new RoaringIndex();
    IndexContract.apply(index, new Change.Arrived(Thing.SAMPLE, ThingSet.range(0, 9)));
    SavedIndex saved = index.saved();
    Change.Tagged tagged =
        new Change.Tagged(IndexContract.user("later"), ThingSet.of(3), ThingSet.none(), 0, 0);
    IndexContract.apply(index, tagged);
    RoaringIndex then = restored(saved);
    assertThat(then.seq()).isEqualTo(1);
    assertThat(then.tags(3)).isEmpty();
    assertThat(restored(index.saved()).tags(3)).containsExactly(tagged.tag());
  }
}
