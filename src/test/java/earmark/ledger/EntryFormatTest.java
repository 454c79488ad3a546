package earmark.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.property.Property;
import earmark.tag.SystemTag;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.tag.UserTagName;
import earmark.things.ThingSet;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EntryFormatTest {
  private static final List<Change> CHANGES =
      List.of(
          new Change.Arrived(Thing.SAMPLE, ThingSet.of(7)),
          new Change.Tagged(
              Tag.user(new UserTagName("apt 28")), ThingSet.of(3, 300), ThingSet.none(), 2, 1),
          new Change.Tagged(
              Tag.system(new SystemTag("packed")),
              ThingSet.none(),
              ThingSet.range(5, 100_000),
              0,
              0),
          new Change.Gone(Thing.SAMPLE, ThingSet.of(7, 9)),
          new Change.Described(
              Thing.SAMPLE,
              8,
              Map.of(
                  "size-bytes", new Change.Values(List.of(), List.of("17")),
                  "file-name", new Change.Values(List.of("a"), List.of("b", "ž")))),
          new Change.Renamed(
              List.of(Tag.user(new UserTagName("old"))), List.of(Tag.user(new UserTagName("new")))),
          new Change.Undid(1L << 40));

  @Test
  void what_was_written_is_read() {
    assertThat(EntryFormat.read(EntryFormat.write(CHANGES))).isEqualTo(CHANGES);
  }

  /** The format is kept on disk for years, so these bytes must never change their meaning. */
  @Test
  void the_bytes_are_those_of_the_documented_format() {
    assertThat(HexFormat.of().formatHex(EntryFormat.write(CHANGES.subList(0, 2))))
        .isEqualTo(
            "0102"
                + "410107"
                + "54"
                + "0455534552"
                + "00"
                + "0661707420323802"
                + "03a902"
                + "00"
                + "02"
                + "01");
  }

  @Test
  void so_are_those_of_the_letters_that_came_later() {
    assertThat(HexFormat.of().formatHex(EntryFormat.write(CHANGES.subList(3, 7))))
        .isEqualTo(
            "0104"
                + "47020702"
                + "440802"
                + "0966696c652d6e616d65"
                + "010161"
                + "02016202c5be"
                + "0a73697a652d6279746573"
                + "00"
                + "01023137"
                + "52"
                + "01045553455200036f6c64"
                + "01045553455200036e6577"
                + "550000010000000000");
  }

  @Test
  void damaged_bytes_are_refused_or_mean_something_but_never_break_the_reader() {
    byte[] whole = EntryFormat.write(CHANGES);
    Property.holds(
        2000,
        random -> {
          byte[] damaged = whole.clone();
          if (random.nextBoolean()) {
            damaged = Arrays.copyOf(whole, random.nextInt(whole.length));
          } else {
            for (int i = 0; i < 3; i++) {
              damaged[random.nextInt(whole.length)] = (byte) random.nextInt(256);
            }
          }
          byte[] bytes = damaged;
          try {
            EntryFormat.write(EntryFormat.read(bytes));
          } catch (Damaged refused) {
            assertThat(refused).hasMessageContaining("The ledger is damaged");
          }
        });
  }
}
