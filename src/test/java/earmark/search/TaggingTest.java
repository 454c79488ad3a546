package earmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.tag.Tag;
import earmark.tag.Thing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Searching for how a tag was given. */
class TaggingTest {
  private static final Set<Tag.Kind> EITHER = Tag.Kind.of(Thing.SAMPLE);
  private static final Set<Tag.Kind> SYSTEM = Set.of(Tag.Kind.SYSTEM);
  private static final Set<Tag.Kind> USER = Set.of(Tag.Kind.USER);

  private static Query parse(String text) {
    return SearchTest.parse(text);
  }

  private static Query given(Set<Tag.Kind> kinds, String name, Way way) {
    return way.given(new Query.HasTagLike(kinds, Wildcard.parse(name)));
  }

  private static Query and(Query... parts) {
    return new Query.And(List.of(parts));
  }

  private static Query or(Query... parts) {
    return new Query.Or(List.of(parts));
  }

  private static Query size(long bytes) {
    return new Query.InRange(Column.SIZE_BYTES, bytes, bytes);
  }

  @Test
  void without_a_tag_beside_it_some_tag_was_given_so() {
    assertThat(parse("tag-by:ann")).isEqualTo(given(EITHER, "*", Way.by("ann")));
    assertThat(parse("size:5 tag-by:ann size:6 tag-via:UI"))
        .isEqualTo(and(size(5), given(EITHER, "*", Way.by("ann").and(Way.via("ui"))), size(6)));
  }

  @Test
  void with_tags_beside_it_each_of_them_was_given_so() {
    assertThat(parse("tag-by:ann tag:a size:5 tag-user:b*"))
        .isEqualTo(
            and(given(SYSTEM, "a", Way.by("ann")), size(5), given(USER, "b*", Way.by("ann"))));
    assertThat(parse("tag-any:a tag-op:17")).isEqualTo(given(EITHER, "a", Way.operation(17)));
  }

  @Test
  void everything_in_one_group_speaks_of_the_same_tagging() {
    Way way =
        new Way(
            Optional.of("ann"),
            new Span(micros("2024-05-01T00:00:00Z"), micros("2024-06-01T00:00:00Z") - 1),
            Optional.of("api"),
            Optional.of(9L));
    assertThat(
            parse(
                "tag-user:a AND tag-by:ann AND tag-at:[2024-05-01 TO 2024-05-31] AND tag-via:api AND"
                    + " tag-op:9"))
        .isEqualTo(given(USER, "a", way));
  }

  @Test
  void of_a_list_any_combination_will_do() {
    assertThat(parse("tag:[a, b] tag-by:ann"))
        .isEqualTo(or(given(SYSTEM, "a", Way.by("ann")), given(SYSTEM, "b", Way.by("ann"))));
    assertThat(parse("tag:a tag-by:[ann, \"bob\"] tag-via:[ui, cli]"))
        .isEqualTo(
            or(
                given(SYSTEM, "a", Way.by("ann").and(Way.via("ui"))),
                given(SYSTEM, "a", Way.by("ann").and(Way.via("cli"))),
                given(SYSTEM, "a", Way.by("bob").and(Way.via("ui"))),
                given(SYSTEM, "a", Way.by("bob").and(Way.via("cli")))));
  }

  @Test
  void not_and_parentheses_make_groups_of_their_own() {
    assertThat(parse("tag:a NOT tag-by:ann"))
        .isEqualTo(
            and(
                new Query.HasTagLike(SYSTEM, Wildcard.parse("a")),
                new Query.Not(given(EITHER, "*", Way.by("ann")))));
    assertThat(parse("NOT tag:a tag-by:ann"))
        .isEqualTo(
            and(
                new Query.Not(new Query.HasTagLike(SYSTEM, Wildcard.parse("a"))),
                given(EITHER, "*", Way.by("ann"))));
    assertThat(parse("(tag:a tag-by:ann) (tag:b tag-by:bob)"))
        .isEqualTo(and(given(SYSTEM, "a", Way.by("ann")), given(SYSTEM, "b", Way.by("bob"))));
    assertThat(parse("tag:a tag-by:ann OR tag:b"))
        .isEqualTo(
            or(
                given(SYSTEM, "a", Way.by("ann")),
                new Query.HasTagLike(SYSTEM, Wildcard.parse("b"))));
  }

  @Test
  void a_login_is_taken_as_it_is_written() {
    assertThat(parse("tag-by:Ann@soc.example"))
        .isEqualTo(given(EITHER, "*", Way.by("Ann@soc.example")));
  }

  @Test
  void a_moment_covers_its_second() {
    long from = micros("2024-05-01T10:00:00Z");
    assertThat(parse("tag-at:2024-05-01T10:00:00Z"))
        .isEqualTo(given(EITHER, "*", Way.at(new Span(from, from + 999_999))));
    assertThat(parse("tag-at:2024-05-01T10:00:00.5Z"))
        .isEqualTo(given(EITHER, "*", Way.at(new Span(from + 500_000, from + 500_000))));
  }

  private static long micros(String moment) {
    return Instant.parse(moment).getEpochSecond() * 1_000_000;
  }
}
