package earmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.property.Property;
import earmark.tag.Tag;
import earmark.tag.Thing;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CompletionsTest {
  private static final Set<Tag.Kind> USER = Set.of(Tag.Kind.USER);

  private static Completions at(String text) {
    return Completions.at(text, text.length());
  }

  @Test
  void at_the_beginning_every_keyword_can_stand() {
    Completions.Keywords all = new Completions.Keywords(0, Keyword.known());
    assertThat(at("")).isEqualTo(all);
    assertThat(Completions.at("tag:a", -1)).isEqualTo(all);
    assertThat(at("(")).isEqualTo(new Completions.Keywords(1, all.keywords()));
    assertThat(at("tag:a AND ")).isEqualTo(new Completions.Keywords(10, all.keywords()));
  }

  @Test
  void a_keyword_is_completed_by_its_names() {
    assertThat(at("size:5 FIR")).isEqualTo(new Completions.Keywords(7, List.of(Keyword.FIRSTSEEN)));
    assertThat(at("file-n")).isEqualTo(new Completions.Keywords(0, List.of(Keyword.FILENAME)));
    assertThat(Completions.at("sha tag:x", 3))
        .isEqualTo(
            new Completions.Keywords(0, List.of(Keyword.SHA1, Keyword.SHA256, Keyword.SHA512)));
    assertThat(at("xyz")).isEqualTo(new Completions.Nothing(0));
  }

  @Test
  void a_keyword_that_finds_nothing_is_not_proposed() {
    assertThat(at("email-f")).isEqualTo(new Completions.Nothing(0));
    assertThat(at("threat")).isEqualTo(new Completions.Keywords(0, List.of(Keyword.THREATNAME)));
    assertThat(at("uri:x")).isEqualTo(new Completions.Nothing(4));
  }

  @Test
  void behind_the_colon_the_known_values_can_stand() {
    assertThat(at("classification:m")).isEqualTo(new Completions.Choices(15, List.of("malicious")));
    assertThat(at("classification:[malicious, S"))
        .isEqualTo(new Completions.Choices(27, List.of("suspicious")));
    assertThat(at("tag-via:")).isEqualTo(new Completions.Choices(8, Keyword.Tagging.DOORS));
    assertThat(at("size:")).isEqualTo(new Completions.Nothing(5));
    assertThat(at("nokey:x")).isEqualTo(new Completions.Nothing(6));
  }

  @Test
  void names_of_tags_are_to_be_looked_for_by_what_was_typed_of_them() {
    assertThat(at("tag-user:apt")).isEqualTo(new Completions.TagNames(9, USER, "apt", false));
    assertThat(at("NOT(tag-user:\"test t"))
        .isEqualTo(new Completions.TagNames(13, USER, "test t", false));
    assertThat(at("tag-user:[a, \"b c\", d"))
        .isEqualTo(new Completions.TagNames(20, USER, "d", false));
    assertThat(at(" #desk top"))
        .isEqualTo(new Completions.TagNames(2, Tag.Kind.of(Thing.SAMPLE), "desk top", true));
  }

  @Test
  void dates_are_to_be_picked() {
    assertThat(at("firstseen:2024")).isEqualTo(new Completions.Date(10));
    assertThat(at("firstseen:[2024-01-01T00:00:00Z TO ")).isEqualTo(new Completions.Date(35));
    assertThat(at("tag-at:")).isEqualTo(new Completions.Date(7));
  }

  @Test
  void a_value_that_ended_is_followed_by_a_keyword() {
    assertThat(at("tag:[a, b] siz")).isEqualTo(new Completions.Keywords(11, List.of(Keyword.SIZE)));
    assertThat(at("(tag:a)siz")).isEqualTo(new Completions.Keywords(7, List.of(Keyword.SIZE)));
  }

  @Test
  void any_text_and_any_caret_have_an_answer() {
    Property.holds(
        2_000,
        random -> {
          String text = RandomSearches.nonsense(random);
          int caret = random.nextInt(-1, text.length() + 2);
          assertThat(Completions.at(text, caret).from()).isBetween(0, text.length());
        });
  }
}
