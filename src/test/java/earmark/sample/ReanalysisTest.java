package earmark.sample;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.analysis.catalogue.Catalogue;
import earmark.ledger.Change;
import earmark.ledger.Entry;
import earmark.tag.SystemTag;
import earmark.tag.Tag;
import earmark.things.ThingSet;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReanalysisTest {
  @TempDir Path data;

  private static SampleTags.Target target(Sample sample) {
    return new SampleTags.Target.ByHashes(List.of(SampleHash.parse(sample.digests().sha256())));
  }

  @Test
  void what_an_engine_without_tags_analysed_has_none_until_it_is_analysed_again() throws Exception {
    try (Rooms rooms = new Rooms(data)) {
      Sample sample = rooms.taken("names VBoxTray", "antisandbox", "apt28");
      rooms
          .store
          .samples()
          .keep(
              sample.number(),
              new Analysis(
                  "3.7.1", Catalogue.load().version(), Instant.EPOCH, "{}", Optional.empty()));
      rooms.queue.start(1);
      assertThat(rooms.systemTags(sample)).isEmpty();
      Reanalysis reanalysis =
          new Reanalysis(rooms.finder, rooms.store.samples(), rooms.ledger, rooms.queue);
      assertThat(reanalysis.again(target(sample))).isEqualTo(new Reanalysis.Asked(1, 0));
      rooms.awaitAnalyses();
      assertThat(rooms.systemTags(sample)).contains("antisandbox");
      assertThat(rooms.userTagsOf(sample)).containsExactly("antisandbox", "apt28");
    }
  }

  @Test
  void new_system_tags_replace_the_old_ones_in_one_entry() throws Exception {
    try (Rooms rooms = new Rooms(data)) {
      Sample sample = rooms.taken("names VBoxTray", "apt28");
      Tag old = Tag.system(new SystemTag("of-an-old-rule"));
      rooms.ledger.append(
          SampleTags.onlyLooking(_ ->
              List.of(
                  new Change.Tagged(old, ThingSet.of(sample.number()), ThingSet.none(), 0, 0))));
      rooms.queue.start(1);
      long before = rooms.index.seq();
      Reanalysis reanalysis =
          new Reanalysis(rooms.finder, rooms.store.samples(), rooms.ledger, rooms.queue);
      reanalysis.again(target(sample));
      rooms.awaitAnalyses();
      assertThat(rooms.systemTags(sample)).contains("antisandbox").doesNotContain(old.name());
      assertThat(rooms.userTagsOf(sample)).containsExactly("apt28");
      List<Entry> since = new ArrayList<>();
      rooms.store.entries().since(before, since::add);
      assertThat(since).hasSize(1);
      assertThat(since.getFirst().changes())
          .contains(new Change.Tagged(old, ThingSet.none(), ThingSet.of(sample.number()), 0, 0));
    }
  }
}
