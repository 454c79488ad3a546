package earmark.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.property.Property;
import earmark.search.Column;
import earmark.search.Query;
import earmark.search.QueryText;
import earmark.search.Search;
import earmark.search.Wildcard;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.things.ThingSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutgoingTest {
  private static final List<String> NAMES = List.of("packed", "signed", "pack*", "*", "s?gned");
  private static final List<String> PRESENT = List.of("packed", "signed", "packing");
  private static final Set<Tag.Kind> BOTH = Tag.Kind.of(Thing.SAMPLE);

  /** A sample in a cloud, as the queries of this test see it. */
  private record Model(Set<String> systemTags, long sizeBytes) {}

  /** What a query says of a cloud sample, if that had all that a sample here has. */
  private static boolean finds(Query query, Model sample) {
    return switch (query) {
      case Query.Everything _ -> true;
      case Query.These _,
          Query.HasTagIn _,
          Query.Given _,
          Query.HasHash _,
          Query.Matches _,
          Query.HasWord _,
          Query.InScopedRange _ ->
          false;
      case Query.HasTag(Tag tag) ->
          tag.kind() == Tag.Kind.SYSTEM && sample.systemTags().contains(tag.name());
      case Query.HasTagLike(Set<Tag.Kind> kinds, Wildcard name) ->
          kinds.contains(Tag.Kind.SYSTEM) && sample.systemTags().stream().anyMatch(name::matches);
      case Query.InRange range ->
          range.from() <= sample.sizeBytes() && sample.sizeBytes() <= range.to();
      case Query.And(List<Query> parts) -> parts.stream().allMatch(part -> finds(part, sample));
      case Query.Or(List<Query> parts) -> parts.stream().anyMatch(part -> finds(part, sample));
      case Query.Not(Query part) -> !finds(part, sample);
    };
  }

  private static Query query(SplittableRandom random, int depth, boolean eitherKind) {
    int choice = random.nextInt(depth == 0 ? 7 : 12);
    return switch (choice) {
      case 0 -> new Query.Everything();
      case 1 -> new Query.InRange(Column.SIZE_BYTES, random.nextInt(2), random.nextInt(2, 4));
      case 2, 3 ->
          new Query.HasTagLike(Set.of(Tag.Kind.SYSTEM), Wildcard.parse(one(random, NAMES)));
      case 4 -> new Query.HasTagLike(Set.of(Tag.Kind.USER), Wildcard.parse(secret(random)));
      case 5 ->
          eitherKind
              ? new Query.HasTagLike(BOTH, Wildcard.parse(one(random, PRESENT)))
              : new Query.These(ThingSet.of(random.nextInt(5)));
      case 6 ->
          new Query.Given(
              BOTH,
              Wildcard.parse(secret(random)),
              Optional.of("secretary"),
              0,
              5,
              Optional.of("ui"),
              Optional.of(123_454_321L));
      case 7, 8 -> new Query.Not(query(random, depth - 1, eitherKind));
      case 9, 10 -> new Query.And(some(random, depth, eitherKind));
      default -> new Query.Or(some(random, depth, eitherKind));
    };
  }

  private static List<Query> some(SplittableRandom random, int depth, boolean eitherKind) {
    List<Query> some = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) some.add(query(random, depth - 1, eitherKind));
    return some;
  }

  private static String secret(SplittableRandom random) {
    return "*".repeat(random.nextInt(2)) + "secret_op" + random.nextInt(9);
  }

  private static <T> T one(SplittableRandom random, List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  private static Model model(SplittableRandom random) {
    Set<String> tags = new HashSet<>();
    for (String tag : PRESENT) if (random.nextBoolean()) tags.add(tag);
    return new Model(tags, random.nextInt(5));
  }

  @Test
  void without_tags_of_either_kind_exactly_the_same_cloud_samples_are_found() {
    Property.holds(
        5_000,
        random -> {
          Query query = query(random, random.nextInt(5), false);
          Outgoing outgoing = Outgoing.of(Search.of(query));
          for (int i = 0; i < 8; i++) {
            Model sample = model(random);
            assertThat(finds(outgoing.query(), sample))
                .as("%s becomes %s, for %s", query, outgoing, sample)
                .isEqualTo(finds(query, sample));
          }
        });
  }

  @Test
  void with_tags_of_either_kind_nothing_is_found_that_does_not_fit() {
    Property.holds(
        5_000,
        random -> {
          Query query = query(random, random.nextInt(5), true);
          Outgoing outgoing = Outgoing.of(Search.of(query));
          Model sample = model(random);
          if (finds(outgoing.query(), sample)) {
            assertThat(finds(query, sample)).as("%s becomes %s", query, outgoing).isTrue();
          }
        });
  }

  @Test
  void nothing_that_leaves_names_a_user_tag_or_who_gave_one() {
    Property.holds(
        5_000,
        random -> {
          Outgoing outgoing = Outgoing.of(Search.of(query(random, random.nextInt(6), true)));
          String text = QueryText.print(outgoing.query()).orElseThrow();
          assertThat(text).doesNotContain("secret", "tag-", "12345", "as-of");
          boolean constant = text.equals("*") || text.equals("NOT *");
          if (!constant) assertThat(text).as("folded").doesNotContain("NOT *");
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          tag-user:one_tag                             | NOT *                   | tag-user
          tag-user:a tag:packed                        | NOT *                   | tag-user
          NOT tag-user:a tag:packed                    | tag:packed              | tag-user
          tag-user:a OR tag:packed                     | tag:packed              | tag-user
          tag:packed tag-by:ann                        | NOT *                   | tag-by
          NOT tag-by:ann size:5                        | size:5                  | tag-by
          tag-any:a OR size:5                          | size:5                  | tag-any
          size:5 NOT tag-any:a                         | NOT *                   | tag-any
          tag-any:* size:5                             | tag:* AND size:5        |
          as-of:2024-05-01 tag:packed                  | NOT *                   | as-of
          classification:unknown tag:[a, b]            | classification:unknown AND tag:[a, b] |
          """)
  void what_concerns_this_appliance_alone_stays(String typed, String sent, String kept) {
    Outgoing outgoing = Outgoing.of(Search.parse(typed, 100));
    assertThat(QueryText.print(outgoing.query())).contains(sent);
    assertThat(String.join(", ", outgoing.kept())).isEqualTo(kept == null ? "" : kept);
    assertThat(outgoing.isNothing()).isEqualTo(sent.equals("NOT *"));
    assertThat(outgoing.note().isPresent()).isEqualTo(kept != null);
  }

  @Test
  void a_hash_sign_search_may_name_a_user_tag_and_so_stays() {
    Outgoing outgoing = Outgoing.of(Search.typed("#desk"));
    assertThat(outgoing.isNothing()).isTrue();
    assertThat(outgoing.note().orElseThrow()).contains("tag-any").contains("tag:");
  }

  @Test
  void a_click_on_a_system_tag_asks_for_it_and_one_on_a_user_tag_for_nothing() {
    Query system = new Query.HasTag(new Tag(Tag.Kind.SYSTEM, "", "packed"));
    Query user = new Query.HasTag(new Tag(Tag.Kind.USER, "", "packed"));
    assertThat(QueryText.print(Outgoing.of(Search.of(system)).query())).contains("tag:packed");
    assertThat(Outgoing.of(Search.of(user)).isNothing()).isTrue();
    assertThat(Outgoing.of(new Search(system, Optional.of(Instant.EPOCH))).isNothing()).isTrue();
  }
}
