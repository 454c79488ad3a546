package earmark.sample;

import static earmark.sample.Rooms.ANN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import earmark.access.Caller;
import earmark.ledger.Change;
import earmark.ledger.Entry;
import earmark.ledger.Operation;
import earmark.ledger.RequestKey;
import earmark.ledger.Via;
import earmark.refusal.Refusal;
import earmark.sample.SampleTags.Edit;
import earmark.sample.SampleTags.Edited;
import earmark.sample.SampleTags.Replacement;
import earmark.sample.SampleTags.Restored;
import earmark.sample.SampleTags.Result;
import earmark.sample.SampleTags.Target;
import earmark.search.Query;
import earmark.search.Search;
import earmark.search.Wildcard;
import earmark.tag.SystemTag;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.tag.UserTagName;
import earmark.things.ThingSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleTagsTest {
  private static final Caller BOB = new Caller(2, "bob", false);
  private static final UserTagName APT = new UserTagName("apt28");
  private static final UserTagName LOADER = new UserTagName("loader");
  private static final UserTagName PACKED = new UserTagName("packed");
  private static final String NOBODYS = "ab".repeat(32);

  @TempDir Path data;
  private Rooms rooms;

  @BeforeEach
  void open() throws IOException {
    rooms = new Rooms(data);
  }

  @AfterEach
  void close() {
    rooms.close();
  }

  private static Edit add(UserTagName... names) {
    return new Edit(Set.of(names), Set.of(), Optional.empty());
  }

  private static Edit remove(UserTagName... names) {
    return new Edit(Set.of(), Set.of(names), Optional.empty());
  }

  private static SampleHash hash(Sample sample) {
    return SampleHash.parse(sample.digests().sha256());
  }

  private static Target these(Sample... samples) {
    return new Target.ByHashes(List.of(samples).stream().map(SampleTagsTest::hash).toList());
  }

  private static Target found(Query query) {
    return new Target.ByQuery(Search.of(query), OptionalInt.empty());
  }

  private Edited edit(Target target, Edit edit) {
    return rooms.tags.edit(ANN, Via.API, target, edit, Optional.empty());
  }

  private Edited replace(Replacement replacement) {
    return rooms.tags.replace(ANN, Via.UI, replacement, Optional.of("tidy"), Optional.empty());
  }

  private SampleTags.Undone undo(long operation) {
    return rooms.tags.undo(BOB, Via.UI, operation, Optional.empty(), Optional.empty());
  }

  /** Gives a System Tag, as the analysis does. */
  private void analysed(String tag, Sample... samples) {
    ThingSet numbers = ThingSet.of(List.of(samples).stream().mapToInt(Sample::number).toArray());
    Change given =
        new Change.Tagged(Tag.system(new SystemTag(tag)), numbers, ThingSet.none(), 0, 0);
    append(given);
  }

  private void append(Change... changes) {
    rooms.ledger.append(
        new Operation(
            Operation.EARMARK,
            Via.ANALYSIS,
            Optional.empty(),
            Optional.empty(),
            _ -> List.of(changes)));
  }

  private Entry last() {
    long seq = rooms.ledger.history().seq();
    return rooms.ledger.history().operation(seq).orElseThrow();
  }

  @Test
  void samples_are_named_by_any_of_their_hashes_and_more_than_once() throws Exception {
    Sample one = rooms.take("one");
    Sample two = rooms.take("two");
    Target target =
        new Target.ByHashes(
            List.of(
                SampleHash.parse(one.digests().md5()),
                SampleHash.parse(one.digests().sha512()),
                SampleHash.parse(two.digests().sha1()),
                hash(two)));
    assertThat(edit(target, add(APT)).results()).containsExactly(new Result(APT, true, 2, 0, 0));
  }

  @Test
  void a_missing_sample_is_named_and_nothing_is_changed() throws Exception {
    Sample one = rooms.take("one");
    List<SampleHash> hashes =
        List.of(hash(one), SampleHash.parse(NOBODYS), SampleHash.parse("cd".repeat(16)));
    assertThatExceptionOfType(Refusal.NotFound.class)
        .isThrownBy(() -> edit(new Target.ByHashes(hashes.subList(0, 2)), add(APT)))
        .withMessage("There is no sample " + NOBODYS + " here.");
    assertThatExceptionOfType(Refusal.NotFound.class)
        .isThrownBy(() -> edit(new Target.ByHashes(hashes), add(APT)))
        .withMessage("There is no sample " + NOBODYS + " here, nor 1 others that were named.");
    assertThat(rooms.userTagsOf(one)).isEmpty();
  }

  @Test
  void what_a_query_finds_at_that_moment_is_edited() throws Exception {
    Sample one = rooms.take("one", "apt28");
    Sample two = rooms.take("two", "apt28");
    Sample three = rooms.take("three");
    Edited edited =
        edit(
            found(new Query.HasTag(Tag.user(APT))),
            new Edit(Set.of(LOADER), Set.of(APT), Optional.of("renamed by hand")));
    assertThat(edited.results())
        .containsExactly(new Result(APT, false, 2, 0, 0), new Result(LOADER, true, 2, 0, 0));
    assertThat(rooms.userTagsOf(one)).containsExactly("loader");
    assertThat(rooms.userTagsOf(two)).containsExactly("loader");
    assertThat(rooms.userTagsOf(three)).isEmpty();
    assertThat(last().reason()).contains("renamed by hand");
  }

  @Test
  void an_edit_is_refused_if_the_query_finds_another_number_than_expected() throws Exception {
    rooms.take("one");
    rooms.take("two");
    Query all = new Query.Everything();
    assertThatExceptionOfType(Refusal.Conflict.class)
        .isThrownBy(() -> edit(new Target.ByQuery(Search.of(all), OptionalInt.of(3)), add(APT)))
        .withMessage("The query finds 2 samples now, not 3; nothing was changed.");
    assertThat(edit(new Target.ByQuery(Search.of(all), OptionalInt.of(2)), add(APT)).results())
        .containsExactly(new Result(APT, true, 2, 0, 0));
  }

  @Test
  void hashes_and_how_a_tag_was_given_become_samples_before_an_index_is_asked() throws Exception {
    Sample one = rooms.take("one", "apt28");
    Sample two = rooms.take("two", "apt28");
    rooms.tags.edit(BOB, Via.UI, List.of(hash(two)), remove(APT), Optional.empty());
    rooms.tags.edit(BOB, Via.UI, List.of(hash(two)), add(APT), Optional.empty());
    Query byBob =
        new Query.Given(
            Set.of(Tag.Kind.USER),
            Wildcard.parse("apt*"),
            Optional.of("bob"),
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            Optional.of("ui"),
            Optional.empty());
    Query mixed =
        new Query.And(
            List.of(
                new Query.Or(List.of(new Query.HasHash(one.digests().md5()), byBob)),
                new Query.Not(new Query.HasHash(NOBODYS)),
                new Query.Everything()));
    assertThat(rooms.finder.resolve(mixed))
        .isEqualTo(
            new Query.And(
                List.of(
                    new Query.Or(
                        List.of(
                            new Query.These(ThingSet.of(one.number())),
                            new Query.These(ThingSet.of(two.number())))),
                    new Query.Not(new Query.These(ThingSet.none())),
                    new Query.Everything())));
  }

  @Test
  void a_renamed_tag_is_the_new_one_wherever_it_was() throws Exception {
    Sample one = rooms.take("one", "apt28");
    Sample both = rooms.take("both", "apt28", "packed");
    Sample system = rooms.take("system", "apt28");
    Sample other = rooms.take("other", "loader");
    analysed("packed", system);
    Edited edited = replace(Replacement.rename(APT, PACKED));
    assertThat(edited.results())
        .containsExactly(new Result(APT, false, 3, 0, 0), new Result(PACKED, true, 1, 1, 1));
    assertThat(edited.operation()).contains(last().seq());
    assertThat(rooms.userTagsOf(one)).containsExactly("packed");
    assertThat(rooms.userTagsOf(both)).containsExactly("packed");
    assertThat(rooms.userTagsOf(system)).isEmpty();
    assertThat(rooms.userTagsOf(other)).containsExactly("loader");
    assertThat(last().changes().getFirst())
        .isEqualTo(new Change.Renamed(List.of(Tag.user(APT)), List.of(Tag.user(PACKED))));
    assertThat(last().reason()).contains("tidy");
  }

  @Test
  void merged_tags_are_one_and_deleted_tags_are_gone_and_both_can_be_undone() throws Exception {
    Sample one = rooms.take("one", "apt28");
    Sample two = rooms.take("two", "loader", "packed");
    assertThat(replace(Replacement.merge(Set.of(APT, LOADER, PACKED), PACKED)).results())
        .contains(new Result(PACKED, true, 1, 1, 0))
        .hasSize(3);
    assertThat(rooms.userTagsOf(one)).containsExactly("packed");
    assertThat(rooms.userTagsOf(two)).containsExactly("packed");
    long merge = last().seq();
    assertThat(replace(Replacement.deleteEverywhere(Set.of(PACKED))).results())
        .containsExactly(new Result(PACKED, false, 2, 0, 0));
    assertThat(rooms.userTagsOf(two)).isEmpty();
    undo(last().seq());
    assertThat(rooms.userTagsOf(two)).containsExactly("packed");
    undo(merge);
    assertThat(rooms.userTagsOf(one)).as("the tag was touched since").contains("apt28", "packed");
    assertThat(rooms.userTagsOf(two)).containsExactly("loader", "packed");
  }

  @Test
  void a_tag_that_nobody_carries_or_that_would_replace_itself_is_refused() throws Exception {
    rooms.take("one", "apt28");
    assertThatExceptionOfType(Refusal.NotFound.class)
        .isThrownBy(() -> replace(Replacement.rename(LOADER, PACKED)))
        .withMessage("No sample carries the tag \"loader\".");
    assertThatExceptionOfType(Refusal.NotFound.class)
        .isThrownBy(() -> replace(Replacement.deleteEverywhere(Set.of(APT, LOADER))));
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> Replacement.rename(APT, APT))
        .withMessage("The tag \"apt28\" has this name already.");
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> Replacement.merge(Set.of(APT), APT));
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> Replacement.deleteEverywhere(Set.of()));
    assertThatExceptionOfType(Refusal.NotFound.class)
        .as("a System Tag is another tag")
        .isThrownBy(() -> {
          analysed("packed", rooms.take("two"));
          replace(Replacement.rename(PACKED, LOADER));
        });
  }

  @Test
  void previews_say_what_would_be_and_change_nothing() throws Exception {
    Sample one = rooms.take("one", "apt28");
    long last = last().seq();
    Edited edit = rooms.tags.preview(found(new Query.Everything()), add(APT, LOADER));
    assertThat(edit.operation()).isEmpty();
    assertThat(edit.results())
        .containsExactlyInAnyOrder(
            new Result(APT, true, 0, 1, 0), new Result(LOADER, true, 1, 0, 0));
    Edited rename = rooms.tags.preview(Replacement.rename(APT, LOADER));
    assertThat(rename.results())
        .containsExactly(new Result(APT, false, 1, 0, 0), new Result(LOADER, true, 1, 0, 0));
    SampleTags.Undone undone = rooms.tags.previewUndo(last);
    assertThat(undone)
        .isEqualTo(
            new SampleTags.Undone(
                Optional.empty(), 1, List.of(new Restored(APT, 0, 1, 0, 0)), 0, 0));
    assertThat(last().seq()).isEqualTo(last);
    assertThat(rooms.userTagsOf(one)).containsExactly("apt28");
    assertThat(undo(last).results()).isEqualTo(undone.results());
  }

  @Test
  void an_upload_that_is_undone_loses_its_tags_and_stays() throws Exception {
    Sample one = rooms.take("one", "apt28", "loader");
    SampleTags.Undone undone = undo(last().seq());
    assertThat(undone.results())
        .containsExactly(new Restored(APT, 0, 1, 0, 0), new Restored(LOADER, 0, 1, 0, 0));
    assertThat(rooms.userTagsOf(one)).isEmpty();
    assertThat(last().actor()).isEqualTo("bob");
    assertThat(rooms.finder.find(hash(one))).isPresent();
  }

  @Test
  void an_undo_puts_no_tag_where_a_rule_forbids_it_by_now() throws Exception {
    Sample one = rooms.take("one", "packed");
    Sample two = rooms.take("two", "packed");
    Sample three = rooms.take("three", "packed");
    edit(these(one, two, three), remove(PACKED));
    long removal = last().seq();
    analysed("packed", one);
    append(new Change.Gone(Thing.SAMPLE, ThingSet.of(two.number())));
    assertThat(undo(removal).results()).containsExactly(new Restored(PACKED, 1, 0, 0, 2));
    assertThat(rooms.userTagsOf(one)).isEmpty();
    assertThat(rooms.userTagsOf(three)).containsExactly("packed");
  }

  @Test
  void what_the_analysis_did_can_not_be_undone() throws Exception {
    analysed("packed", rooms.take("one"));
    assertThatExceptionOfType(Refusal.Forbidden.class)
        .isThrownBy(() -> undo(last().seq()))
        .withMessageContaining("only the analysis gives and takes System Tags");
  }

  @Test
  void a_retried_undo_is_carried_out_once() throws Exception {
    Sample one = rooms.take("one", "apt28");
    long upload = last().seq();
    Optional<RequestKey> key = Optional.of(new RequestKey("k", "undo"));
    SampleTags.Undone first = rooms.tags.undo(BOB, Via.API, upload, Optional.empty(), key);
    edit(these(one), add(APT));
    assertThat(rooms.tags.undo(BOB, Via.API, upload, Optional.empty(), key)).isEqualTo(first);
    assertThat(rooms.userTagsOf(one)).containsExactly("apt28");
  }

  @Test
  void a_sample_has_a_limited_number_of_tags_however_they_come() throws Exception {
    SampleTags few = new SampleTags(rooms.finder, rooms.ledger, rooms.store.extractedFiles(), 2);
    Sample one = rooms.take("one", "apt28", "loader");
    Sample two = rooms.take("two", "loader");
    String refusal = "A sample can have 2 User Tags; this would be more.";
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> few.edit(ANN, Via.API, these(one, two), add(PACKED), Optional.empty()))
        .withMessage(refusal);
    Edit swap = new Edit(Set.of(PACKED), Set.of(LOADER), Optional.empty());
    assertThat(few.edit(ANN, Via.API, these(one, two), swap, Optional.empty()).results())
        .contains(new Result(PACKED, true, 2, 0, 0));
    edit(these(one), remove(APT));
    long removal = last().seq();
    edit(these(one), add(LOADER));
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> few.undo(BOB, Via.API, removal, Optional.empty(), Optional.empty()))
        .withMessage(refusal);
    assertThat(rooms.userTagsOf(one)).containsExactly("loader", "packed");
  }

  @Test
  void a_sample_that_is_removed_while_it_is_edited_is_not_tagged() throws Exception {
    Sample one = rooms.take("one");
    Sample two = rooms.take("two");
    append(new Change.Gone(Thing.SAMPLE, ThingSet.of(two.number())));
    assertThatExceptionOfType(Refusal.NotFound.class)
        .isThrownBy(() -> edit(these(one, two), add(APT)));
    assertThat(rooms.userTagsOf(one)).isEmpty();
  }
}
