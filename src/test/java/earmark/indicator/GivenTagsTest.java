package earmark.indicator;

import static earmark.indicator.IndicatorRoom.E1;
import static earmark.indicator.IndicatorRoom.E2;
import static earmark.indicator.IndicatorRoom.E3;
import static earmark.indicator.IndicatorRoom.FULL;
import static earmark.indicator.IndicatorRoom.NONE;
import static earmark.indicator.IndicatorRoom.OTHER;
import static earmark.indicator.IndicatorRoom.SUB;
import static earmark.indicator.IndicatorRoom.VIEW;
import static earmark.indicator.IndicatorRoom.tag;
import static earmark.indicator.IndicatorRoom.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import earmark.access.Caller;
import earmark.access.Enclave;
import earmark.ledger.RequestKey;
import earmark.ledger.Via;
import earmark.property.Property;
import earmark.refusal.Refusal;
import earmark.store.sqlite.SqliteStore;
import earmark.tag.IntelTagName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tags that are given to many indicators at once, each to some. */
class GivenTagsTest {
  @TempDir Path folder;
  private IndicatorRoom room;

  @BeforeEach
  void open() {
    room = new IndicatorRoom(SqliteStore.open(folder.resolve("test.db")));
  }

  @AfterEach
  void close() {
    room.close();
  }

  /** Wishes, each a tag and the values that are to have it. */
  @SafeVarargs
  private static TagWishes wishes(List<String>... tagAndValues) {
    TagWishes wishes = new TagWishes();
    for (List<String> one : tagAndValues) {
      for (String text : one.subList(1, one.size())) {
        wishes.add(IntelTagName.parse(one.getFirst()), value(text));
      }
    }
    return wishes;
  }

  private GivenTags give(Caller caller, Enclave enclave, TagWishes wishes, String... key) {
    return room.tags.give(
        caller,
        Via.API,
        enclave.id(),
        wishes,
        Optional.of("a list"),
        key.length == 0 ? Optional.empty() : Optional.of(new RequestKey(key[0], "r")));
  }

  @Test
  void each_tag_is_put_on_its_own_indicators_by_one_operation() {
    room.addTag(FULL, E1, "evil.com", "x");
    room.addTag(FULL, E2, "192.0.2.1", "x");
    TagWishes wishes =
        wishes(List.of("x", "evil.com", "192.0.2.1"), List.of("y", "192.0.2.1", "192.0.2.1"));
    GivenTags given = give(FULL, E1, wishes);
    assertThat(given.operation()).isPresent();
    assertThat(given.indicators()).isEqualTo(2);
    assertThat(given.arrived()).as("it was known, but in another enclave").isEqualTo(1);
    assertThat(given.results())
        .containsExactly(new GivenTags.Result("x", 1, 1), new GivenTags.Result("y", 1, 0));
    assertThat(room.tagNames(VIEW, "evil.com")).containsExactly("x");
    assertThat(room.tagNames(VIEW, "192.0.2.1")).containsExactly("x", "y");
    assertThat(room.tagNames(FULL, "192.0.2.1", E2)).containsExactly("x");
    assertThat(room.metadata(VIEW, "192.0.2.1").orElseThrow().sightings()).isZero();
    IndicatorHistory.Event event =
        room.history.of(VIEW, "192.0.2.1", Long.MAX_VALUE, 10).getFirst();
    assertThat(event.reason()).contains("a list");
    assertThat(event.added()).containsExactly(tag(E1, "x"), tag(E1, "y"));

    assertThat(give(FULL, E1, wishes).operation()).as("there is nothing to change").isEmpty();
    assertThat(give(FULL, E1, new TagWishes()))
        .isEqualTo(new GivenTags(OptionalLong.empty(), 0, 0, List.of()));
  }

  @Test
  void it_is_undone_like_any_other_operation() {
    room.addTag(FULL, E1, "evil.com", "x");
    GivenTags given =
        give(FULL, E1, wishes(List.of("x", "evil.com", "a.com"), List.of("y", "a.com")));
    IndicatorHistory.Undone undone =
        room.history.undo(
            FULL, Via.API, given.operation().orElseThrow(), Optional.empty(), Optional.empty());
    assertThat(undone.removed()).isEqualTo(2);
    assertThat(room.tagNames(VIEW, "evil.com")).containsExactly("x");
    assertThat(room.tagNames(VIEW, "a.com")).isEmpty();
    assertThat(room.tags.all(VIEW, List.of())).containsExactly(tag(E1, "x"));
  }

  @Test
  void under_one_key_it_is_done_once() {
    GivenTags first = give(FULL, E1, wishes(List.of("x", "a.com")), "k");
    room.edit(FULL, E1, "a.com", Set.of(), Set.of("x"));
    assertThat(give(FULL, E1, wishes(List.of("x", "a.com")), "k")).isEqualTo(first);
    assertThat(room.tagNames(VIEW, "a.com")).isEmpty();
  }

  @Test
  void it_needs_update_and_who_can_not_see_the_enclave_learns_nothing() {
    room.addTag(FULL, E1, "evil.com", "x");
    long last = room.index.seq();
    TagWishes wishes = wishes(List.of("new", "evil.com", "new.com"));
    for (Caller caller : List.of(SUB, VIEW)) {
      assertThatExceptionOfType(Refusal.Forbidden.class).isThrownBy(() -> give(caller, E1, wishes));
      assertThatExceptionOfType(Refusal.Forbidden.class)
          .isThrownBy(() -> room.tags.previewGive(caller, E1.id(), wishes));
    }
    for (Caller caller : List.of(OTHER, NONE)) {
      assertThatExceptionOfType(Refusal.NotFound.class)
          .isThrownBy(() -> give(caller, E1, wishes))
          .withMessage("There is no such enclave.");
      assertThatExceptionOfType(Refusal.NotFound.class)
          .isThrownBy(() -> room.tags.previewGive(caller, E1.id(), wishes))
          .withMessage("There is no such enclave.");
      assertThatExceptionOfType(Refusal.NotFound.class)
          .isThrownBy(() -> room.tags.requireUpdatable(caller, E1.id()));
    }
    assertThatExceptionOfType(Refusal.NotFound.class)
        .isThrownBy(() -> room.tags.previewGive(FULL, "nonsense", wishes));
    assertThat(room.index.seq()).isEqualTo(last);
    assertThat(room.store.indicators().numbers(List.of(value("new.com")))).isEmpty();
    assertThat(room.store.indicators().tag(tag(E1, "new").guid())).isEmpty();

    assertThat(room.tags.previewGive(OTHER, E3.id(), wishes(List.of("x", "evil.com", "new.com"))))
        .as("as if nobody else knew one of them")
        .isEqualTo(
            new GivenTags(OptionalLong.empty(), 2, 2, List.of(new GivenTags.Result("x", 2, 0))));
  }

  @Test
  void an_indicator_that_had_too_many_tags_by_it_makes_it_change_nothing() {
    TagWishes wishes = new TagWishes();
    for (int i = 0; i < TagChanges.TAGS_MAX; i++) {
      wishes.add(IntelTagName.parse("t" + i), value("full.com"));
    }
    give(FULL, E1, wishes);
    TagWishes more = wishes(List.of("more", "a.com", "full.com"));
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> room.tags.previewGive(FULL, E1.id(), more));
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> give(FULL, E1, more))
        .withMessageContaining("1000 tags");
    assertThat(room.metadata(VIEW, "a.com")).isEmpty();
    assertThat(give(FULL, E2, more).arrived()).as("another enclave has room").isEqualTo(2);
  }

  @Test
  void a_preview_says_what_is_then_done_and_registers_nothing() {
    Property.holds(
        60,
        random -> {
          List<Enclave> enclaves = List.of(E1, E2);
          for (int n = random.nextInt(4); n > 0; n--) {
            String text = "h" + random.nextInt(30) + ".com";
            Enclave there = enclaves.get(random.nextInt(2));
            switch (random.nextInt(4)) {
              case 0 -> room.submit(FULL, there, List.of(text));
              case 1 -> room.report(random.nextInt(3), there, List.of(text));
              case 2 -> room.edit(FULL, there, text, Set.of("t" + random.nextInt(4)), Set.of());
              default -> room.reports.register(List.of(value(text))); // a number, but nobody knows
            }
          }
          TagWishes wishes = new TagWishes();
          for (int n = random.nextInt(12); n > 0; n--) {
            wishes.add(
                IntelTagName.parse("t" + random.nextInt(6)),
                value("h" + random.nextInt(30) + ".com"));
          }
          Enclave to = enclaves.get(random.nextInt(2));
          long last = room.index.seq();
          var numbers = room.store.indicators().numbers(wishes.values());
          GivenTags preview = room.tags.previewGive(FULL, to.id(), wishes);
          assertThat(room.index.seq()).isEqualTo(last);
          assertThat(room.store.indicators().numbers(wishes.values())).isEqualTo(numbers);
          GivenTags given = give(FULL, to, wishes);
          assertThat(preview.operation()).isEmpty();
          assertThat(preview)
              .isEqualTo(
                  new GivenTags(
                      OptionalLong.empty(), given.indicators(), given.arrived(), given.results()));
          for (GivenTags.Result one : give(FULL, to, wishes).results()) {
            assertThat(one.changed()).isZero();
          }
        });
  }

  @Test
  void values_are_registered_in_portions_and_a_hundred_thousand_are_the_most() {
    TagWishes wishes = new TagWishes();
    IntelTagName name = IntelTagName.parse("many");
    for (int i = 0; i < 10_001; i++) wishes.add(name, value("h" + i + ".com"));
    GivenTags given = give(FULL, E1, wishes);
    assertThat(given.arrived()).isEqualTo(10_001);
    assertThat(given.results()).containsExactly(new GivenTags.Result("many", 10_001, 0));
    assertThat(room.tagNames(VIEW, "h10000.com")).containsExactly("many");
    for (int i = 10_001; i < TagWishes.INDICATORS_MAX; i++) {
      wishes.add(name, new IndicatorValue(IndicatorType.MALWARE, "m" + i));
    }
    wishes.add(name, value("h7.com"));
    assertThatExceptionOfType(Refusal.TooLarge.class)
        .isThrownBy(() -> wishes.add(name, value("one-more.com")))
        .withMessageContaining("100000 indicators");
  }
}
