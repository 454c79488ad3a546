package earmark.http.trustar;

import static earmark.http.trustar.World.assertFailure;
import static earmark.http.trustar.World.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import earmark.http.Instance;
import earmark.tag.TagCharacters;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An instance that takes names of all characters, as the vendor's own tests take for granted. */
class LenientCharactersTest {
  @Order(1)
  @RegisterExtension
  static final Instance SERVER =
      new Instance(config ->
          config.withTrustar(new TrustarRules(TagCharacters.LENIENT, Quotas.Most.ANY, 1 << 20)));

  @Order(2)
  @RegisterExtension
  static final World WORLD = new World(SERVER);

  @Test
  void a_report_is_found_by_a_tag_with_a_blank() {
    String report = WORLD.r1();
    World.tag(WORLD.full(), report, "Some Gibberish", "Bad Indicator BAD!!", " x ");
    assertThat(World.tags(WORLD.full(), report))
        .containsExactly(" x ", "bad indicator bad!!", "some gibberish");
    for (String query :
        List.of("tags=some+gibberish", "tags=Bad%20Indicator%20BAD!!", "tags=+x+")) {
      assertThat(World.items(WORLD.full().get("/reports?" + query), "id")).containsExactly(report);
    }
    assertThat(WORLD.full().delete("/reports/" + report + "/tags/some%20gibberish").status())
        .isEqualTo(200);
    assertThat(World.tags(WORLD.full(), report)).containsExactly(" x ", "bad indicator bad!!");
  }

  @Test
  void what_cannot_be_printed_is_refused_all_the_same() {
    String report = WORLD.r1();
    for (String name : List.of("a\nb", "a\u0000", "a\u200b", "", "a".repeat(91))) {
      assertFailure(World.alter(WORLD.full(), report, List.of(name), List.of()), 400);
    }
  }

  @Test
  void a_tag_of_an_indicator_is_taken_off_by_any_name() {
    String value = World.unique("evil") + ".com";
    for (String name : List.of("TLP:Red", "a/b", "50% off?")) {
      World.tagIndicator(WORLD.full(), value, name, WORLD.e1());
      assertThat(
              WORLD.full().delete("/indicators/tags/" + encoded(name) + "?value=" + value).status())
          .isEqualTo(200);
    }
    assertThat(World.indicatorTags(WORLD.full(), value, "")).isEmpty();
  }
}
