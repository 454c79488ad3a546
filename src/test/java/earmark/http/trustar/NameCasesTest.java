package earmark.http.trustar;

import static earmark.http.trustar.World.alter;
import static earmark.http.trustar.World.assertFailure;
import static earmark.http.trustar.World.tag;
import static earmark.http.trustar.World.tags;
import static org.assertj.core.api.Assertions.assertThat;

import earmark.http.Instance;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** The cases of the specification on names of tags. */
class NameCasesTest {
  @Order(1)
  @RegisterExtension
  static final Instance SERVER = new Instance();

  @Order(2)
  @RegisterExtension
  static final World WORLD = new World(SERVER);

  /** The names of a new report that these were put on. */
  private static List<String> saved(String... names) {
    String report = WORLD.r1();
    tag(WORLD.full(), report, names);
    return tags(WORLD.full(), report);
  }

  private static void assertRefused(Object name) {
    String report = WORLD.r1();
    assertFailure(alter(WORLD.full(), report, List.of(name), List.of()), 400);
    assertThat(tags(WORLD.full(), report)).as("%s", name).isEmpty();
  }

  @Test
  @DisplayName("trustar case 11: a name is lowered, and is the id")
  void case11() {
    String report = WORLD.r1();
    tag(WORLD.full(), report, "Malicious");
    JsonNode shown = WORLD.full().get("/reports/" + report + "/tags").json();
    assertThat(shown.toString())
        .isEqualTo(
            "[{\"guid\":\"malicious\",\"name\":\"malicious\",\"enclaveId\":\""
                + WORLD.e1()
                + "\"}]");
  }

  @Test
  @DisplayName("trustar case 13: a dotted capital I becomes two code points")
  void case13() {
    List<String> saved = saved("İSTANBUL");
    assertThat(saved).containsExactly("i\u0307stanbul");
    assertThat(saved.getFirst().codePointCount(0, saved.getFirst().length())).isEqualTo(9);
  }

  @Test
  @DisplayName("trustar case 14: composed or not, it is one name")
  void case14() {
    assertThat(saved("É", "E\u0301")).containsExactly("é");
  }

  @Test
  @DisplayName("trustar case 15: what composes only in lower case is composed")
  void case15() {
    assertThat(saved("J\u030c")).containsExactly("\u01f0");
  }

  @Test
  @DisplayName("trustar case 16: a capital sharp s becomes a small one")
  void case16() {
    assertThat(saved("ẞ")).containsExactly("ß");
  }

  @Test
  @DisplayName("trustar case 17: with and without a final sigma are two names")
  void case17() {
    assertThat(saved("ΟΔΟΣ", "οδοσ")).containsExactlyInAnyOrder("οδος", "οδοσ");
  }

  @Test
  @DisplayName("trustar case 18: letters and digits of all scripts are taken")
  void case18() {
    assertThat(saved("日本", "हिन्दी", "١٢")).containsExactlyInAnyOrder("日本", "हिन्दी", "١٢");
  }

  @Test
  @DisplayName("trustar case 19: letters outside the basic plane are lowered")
  void case19() {
    assertThat(saved(Character.toString(0x10400))).containsExactly(Character.toString(0x10428));
  }

  @Test
  @DisplayName("trustar case 20: other characters are refused, and nothing changes")
  void case20() {
    for (String name :
        List.of("a b", "a.b", "a/b", "a,b", "a:b", "tag!", "😀", "a\u200bb", "²", "")) {
      assertRefused(name);
    }
  }

  @Test
  @DisplayName("trustar case 21: 90 code points are counted when the name is canonical")
  void case21() {
    String supplementary = Character.toString(0x10400);
    assertThat(saved("a".repeat(90), supplementary.repeat(90)))
        .containsExactlyInAnyOrder("a".repeat(90), Character.toString(0x10428).repeat(90));
    assertRefused("a".repeat(91));
    assertRefused("İ".repeat(90));
  }

  @Test
  @DisplayName("trustar case 22: hyphens and underscores are enough")
  void case22() {
    assertThat(saved("-", "_", "a-b_c9")).containsExactlyInAnyOrder("-", "_", "a-b_c9");
  }

  @Test
  @DisplayName("trustar case 23: nothing is trimmed")
  void case23() {
    assertRefused(" x");
  }

  @Test
  @DisplayName("trustar case 24: one wrong name, and none is added")
  void case24() {
    String report = WORLD.r1();
    assertFailure(alter(WORLD.full(), report, List.of("ok", "bad!"), List.of()), 400);
    assertThat(tags(WORLD.full(), report)).isEmpty();
  }

  @Test
  @DisplayName("trustar case 25: what is taken off may have any name")
  void case25() {
    assertThat(alter(WORLD.full(), WORLD.r1(), List.of(), List.of("bad!")).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("trustar case 26: a name is a text")
  void case26() {
    String report = WORLD.r1();
    for (String tag : List.of("{\"name\":null}", "{}", "{\"name\":5}", "null", "5", "[]")) {
      assertFailure(
          WORLD.full().post("/reports/" + report + "/alter-tags", "{\"addedTags\":[" + tag + "]}"),
          400);
    }
    assertThat(tags(WORLD.full(), report)).isEmpty();
  }
}
