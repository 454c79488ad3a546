package earmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.property.Property;
import earmark.refusal.Refusal;
import earmark.tag.Tag;
import earmark.things.ThingSet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTextTest {
  private static final int ANY_LENGTH = Integer.MAX_VALUE;

  @Test
  void what_is_written_is_read_as_the_same_query() {
    Property.holds(
        2_000,
        random -> {
          Query query = new RandomSearches(random).query(random.nextInt(5));
          String text = QueryText.print(query).orElseThrow();
          assertThat(Search.parse(text, ANY_LENGTH)).as(text).isEqualTo(Search.of(query));
        });
  }

  @Test
  void a_search_of_a_past_moment_is_written_and_read() {
    Property.holds(
        1_000,
        random -> {
          Instant moment =
              Instant.ofEpochSecond(
                  random.nextLong(253_402_300_800L),
                  1000L * (random.nextBoolean() ? 999_999 : random.nextInt(1_000_000)));
          Search search = new Search(new RandomSearches(random).query(2), Optional.of(moment));
          String text = QueryText.print(search).orElseThrow();
          assertThat(Search.parse(text, ANY_LENGTH)).as(text).isEqualTo(search);
        });
  }

  @Test
  void any_text_is_read_or_refused_and_what_was_read_can_be_written() {
    Property.holds(
        5_000,
        random -> {
          String text = RandomSearches.nonsense(random);
          try {
            Search search = Search.parse(text, Search.API_LENGTH_MAX);
            String printed = QueryText.print(search).orElseThrow();
            assertThat(Search.parse(printed, ANY_LENGTH)).as(text).isEqualTo(search);
          } catch (Refusal.Invalid refused) {
            assertThat(refused.reason()).as(text).matches("Position [0-9]+: [^\\n]+[.?]");
          }
          try {
            assertThat(QueryText.print(Search.typed(text))).as(text).isPresent();
          } catch (Refusal.Invalid refused) {
            assertThat(refused.reason()).as(text).matches("Position [0-9]+: [^\\n]+[.?]");
          }
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          TAG:Packed                              | tag:packed
          tag:a tag:b                             | tag:a AND tag:b
          (tag:a OR tag:b) tag-user:c             | tag:[a, b] AND tag-user:c
          tag:a OR tag-user:b NOT tag:c           | tag:a OR (tag-user:b AND NOT tag:c)
          tag-user:"Test Tag"                     | tag-user:"test tag"
          classification:[known, unknown]         | classification:[goodware, unknown]
          filetype:EXE                            | filetype:exe
          firstseen:[2024-05-01T00:00:00Z TO *]   | firstseen:[2024-05-01 TO *]
          firstseen:2024-05-01                    | firstseen:2024-05-01
          size:5 tag:[a, b] tag-by:Ann            | size:5 AND ((tag:a tag-by:Ann) OR (tag:b tag-by:Ann))
          tag-via:UI tag-by:ann                   | tag-by:ann tag-via:ui
          tag-at:*                                | tag-at:*
          NOT *                                   | NOT *
          as-of:2024-05-01 (tag:a OR tag-user:b)  | as-of:2024-05-01 AND (tag:a OR tag-user:b)
          as-of:2024-05-01T10:00:00Z              | as-of:2024-05-01T10:00:00Z
          """)
  void a_search_is_written_shortly(String read, String written) {
    assertThat(QueryText.print(Search.parse(read, 100))).contains(written);
  }

  @Test
  void a_search_that_is_as_deep_as_it_may_be_is_written() {
    String deep = "(tag:a OR (tag:b size:1) OR ".repeat(99) + "tag:c" + ")".repeat(99);
    Search search = Search.parse(deep, Search.API_LENGTH_MAX);
    String written = QueryText.print(search).orElseThrow();
    assertThat(Search.parse(written, ANY_LENGTH)).isEqualTo(search);
  }

  @Test
  void what_the_language_does_not_know_has_no_text() {
    Query exact = new Query.HasTag(new Tag(Tag.Kind.USER, "", "Example"));
    assertThat(QueryText.print(exact)).isEmpty();
    assertThat(QueryText.print(new Query.Not(new Query.And(List.of(exact, exact))))).isEmpty();
    assertThat(QueryText.print(new Query.These(ThingSet.none()))).isEmpty();
    assertThat(QueryText.print(new Query.InRange(Column.SHA1_HEAD, 1, 2))).isEmpty();
    assertThat(QueryText.print(new Query.InRange(Column.SIZE_BYTES, 2, 1))).isEmpty();
  }

  @Test
  void the_name_of_a_tag_is_quoted_where_it_needs_it() {
    assertThat(QueryText.value("packed")).isEqualTo("packed");
    assertThat(QueryText.value("Better.Test/Tag")).isEqualTo("Better.Test/Tag");
    assertThat(QueryText.value("test tag")).isEqualTo("\"test tag\"");
    assertThat(QueryText.value("a*\"")).isEqualTo("\"a\\*\\\"\"");
  }
}
