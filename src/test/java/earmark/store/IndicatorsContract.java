package earmark.store;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.indicator.ExportJobs;
import earmark.indicator.Indicator;
import earmark.indicator.IndicatorRecords;
import earmark.indicator.IndicatorRecords.Remark;
import earmark.indicator.IndicatorTag;
import earmark.indicator.IndicatorValue;
import earmark.indicator.Mentions;
import earmark.indicator.MetadataExports;
import earmark.indicator.WhitelistRecords;
import earmark.store.jdbc.Store;
import earmark.things.ThingSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every store of indicators, their tags, mentions, whitelist and exports must do. */
public interface IndicatorsContract {
  Store store();

  private static IndicatorValue value(String text) {
    return IndicatorValue.of(text);
  }

  @Test
  default void an_indicator_keeps_its_number_and_new_ones_get_the_next() {
    IndicatorRecords records = store().indicators();
    Map<IndicatorValue, Integer> first =
        records.register(List.of(value("a.com"), value("b.com"), value("a.com")));
    assertThat(first).containsEntry(value("a.com"), 0).containsEntry(value("b.com"), 1).hasSize(2);
    assertThat(records.register(List.of(value("c.com"), value("b.com"))))
        .containsEntry(value("c.com"), 2)
        .containsEntry(value("b.com"), 1);
    assertThat(records.numbers(List.of(value("c.com"), value("d.com")))).hasSize(1);
    assertThat(records.get(List.of(1, 7))).containsExactly(new Indicator(1, value("b.com")));
  }

  @Test
  default void values_differ_letter_by_letter() {
    IndicatorRecords records = store().indicators();
    List<IndicatorValue> values =
        List.of(value("http://a.com/x"), value("http://a.com/X"), value("http://a.com/é"));
    assertThat(records.register(values).values()).containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  default void many_values_are_registered_at_once() {
    List<IndicatorValue> many = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) many.add(value("h" + i + ".com"));
    IndicatorRecords records = store().indicators();
    records.register(many.subList(0, 1_500));
    assertThat(records.register(many)).hasSize(3_000);
    assertThat(records.numbers(many).values()).doesNotHaveDuplicates();
  }

  @Test
  default void a_tag_is_found_by_its_id() {
    IndicatorTag tag = new IndicatorTag("e1", "日本");
    IndicatorRecords records = store().indicators();
    records.keepTags(List.of(tag, new IndicatorTag("e2", "日本")));
    records.keepTags(List.of(tag));
    assertThat(records.tag(tag.guid())).contains(tag);
    assertThat(records.tag("unknown")).isEmpty();
  }

  @Test
  default void a_remark_is_kept_once_and_told_in_its_enclave_alone() {
    IndicatorRecords records = store().indicators();
    records.register(List.of(value("a.com")));
    Remark note = new Remark(0, "e1", Remark.Kind.NOTE, "n");
    Remark source = new Remark(0, "e1", Remark.Kind.SOURCE, "n");
    records.keepRemarks(List.of(note, source, note));
    records.keepRemarks(List.of(note, new Remark(0, "e2", Remark.Kind.NOTE, "n")));
    assertThat(records.remarks(List.of(0), List.of("e1"))).containsExactly(note, source);
    assertThat(records.remarks(List.of(0), List.of("e3"))).isEmpty();
  }

  @Test
  default void mentions_are_found_from_both_ends_and_replaced() {
    store().indicators().register(List.of(value("a.com"), value("b.com"), value("c.com")));
    Mentions mentions = store().mentions();
    mentions.keep(5, 1, ThingSet.of(0, 1, 2));
    mentions.keep(5, 1, ThingSet.of(0, 1));
    mentions.keep(5, 2, ThingSet.of(1));
    mentions.keep(6, 1, ThingSet.none());
    assertThat(mentions.of(5, 1).toArray()).containsExactly(0, 1);
    assertThat(mentions.of(6, 1).isEmpty()).isTrue();
    assertThat(mentions.ofIndicators(List.of(1)))
        .containsExactlyInAnyOrder(new Mentions.Mention(5, 1, 1), new Mentions.Mention(5, 2, 1));
    assertThat(mentions.ofReports(List.of(5, 6))).hasSize(3);
  }

  @Test
  default void the_whitelist_holds_each_value_once_and_is_listed_by_type() {
    WhitelistRecords whitelist = store().whitelist();
    whitelist.add(List.of(value("b.com"), value("8.8.8.8")), "ann", Instant.EPOCH);
    whitelist.add(List.of(value("a.com"), value("b.com")), "bob", Instant.EPOCH);
    assertThat(whitelist.size()).isEqualTo(3);
    assertThat(whitelist.page(1, 2)).containsExactly(value("a.com"), value("b.com"));
    assertThat(whitelist.among(List.of(value("b.com"), value("c.com"))))
        .containsExactly(value("b.com"));
    assertThat(whitelist.remove(List.of(value("b.com"), value("c.com")))).isEqualTo(1);
  }

  @Test
  default void an_export_is_read_as_it_was_written_and_old_ones_are_forgotten() {
    ExportJobs jobs = store().exportJobs();
    for (int i = 0; i < 4; i++) {
      Instant at = Instant.ofEpochSecond(i);
      jobs.start(new ExportJobs.Job("g" + i, 1, MetadataExports.State.RUNNING, at, at), 3);
    }
    jobs.start(
        new ExportJobs.Job("h", 2, MetadataExports.State.RUNNING, Instant.EPOCH, Instant.EPOCH), 3);
    assertThat(jobs.find("g0")).isEmpty();
    assertThat(jobs.find("h")).isPresent();
    assertThat(jobs.add("g0", "x", Instant.EPOCH)).isFalse();
    assertThat(jobs.add("g3", "a\n", Instant.ofEpochSecond(9))).isTrue();
    assertThat(jobs.add("g3", "b\n", Instant.ofEpochSecond(10))).isTrue();
    assertThat(jobs.find("g3").orElseThrow().beat()).isEqualTo(Instant.ofEpochSecond(10));
    jobs.end("g3", MetadataExports.State.COMPLETE);
    jobs.end("g3", MetadataExports.State.ERROR);
    assertThat(jobs.find("g3").orElseThrow().state()).isEqualTo(MetadataExports.State.COMPLETE);
    assertThat(jobs.add("g3", "c", Instant.EPOCH)).isFalse();
    StringBuilder read = new StringBuilder();
    jobs.read("g3", read::append);
    assertThat(read.toString()).isEqualTo("a\nb\n");
  }
}
