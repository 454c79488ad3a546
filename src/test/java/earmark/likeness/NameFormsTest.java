package earmark.likeness;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.property.Property;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameFormsTest {

  @ParameterizedTest
  @CsvSource({
    "apt28,APT28,CASE",
    "apt28,apt-28,SEPARATOR",
    "apt28,APT 28,SEPARATOR",
    "apt_28,apt/28,SEPARATOR",
    "apt.28,apt28,SEPARATOR",
    "lo0p,loop,LOOK_ALIKE",
    "LOOP,L00P,LOOK_ALIKE",
    "he11o,hello,LOOK_ALIKE",
    "Iazarus,lazarus,LOOK_ALIKE",
    "modern,modem,LOOK_ALIKE",
    "wanna,vvanna,LOOK_ALIKE",
    "а\u0440t28,apt28,LOOK_ALIKE",
    "ЕМОТЕТ,EMOTET,LOOK_ALIKE",
    "ｅｍｏｔｅｔ,emotet,LOOK_ALIKE",
    "em0-tet,EMO TET,LOOK_ALIKE",
    "emotet,emotett,EDIT",
    "emotet,emtoet,EDIT",
    "emotet,emotes,EDIT",
    "emotet,EMOTE,EDIT",
    "日本国外交,日本国内交,EDIT",
    "emot,emote,",
    "apt1,apt2,",
    "emotet,emotets2,",
    "emotet,emotet,",
    "--,__,"
  })
  void two_names_are_alike_or_not(String one, String two, Likeness why) {
    assertThat(NameForms.of(one).likeness(NameForms.of(two)).orElse(null)).isEqualTo(why);
    assertThat(NameForms.of(two).likeness(NameForms.of(one)).orElse(null)).isEqualTo(why);
  }

  @Test
  void one_edit_is_a_distance_of_one_by_dynamic_programming() {
    Property.holds(
        50_000,
        random -> {
          String one = word(random, 8);
          String two = random.nextBoolean() ? word(random, 8) : changed(random, one);
          int[] a = one.codePoints().toArray();
          int[] b = two.codePoints().toArray();
          assertThat(NameForms.isOneEdit(a, b)).as(one + " " + two).isEqualTo(distance(a, b) == 1);
        });
  }

  @Test
  void names_are_found_by_exactly_those_that_are_like_them() {
    Property.holds(
        60,
        random -> {
          LikeNames names = new LikeNames();
          List<String> all = new ArrayList<>();
          for (int i = random.nextInt(400); i > 0; i--) {
            String name =
                all.isEmpty() || random.nextBoolean()
                    ? word(random, 9)
                    : changed(random, all.get(random.nextInt(all.size())));
            all.add(name);
            names.add(name);
          }
          for (int i = 0; i < 30; i++) {
            String asked =
                all.isEmpty() || random.nextInt(4) == 0
                    ? word(random, 9)
                    : changed(random, all.get(random.nextInt(all.size())));
            Map<String, Likeness> found = new HashMap<>();
            for (LikeNames.Like like : names.like(asked)) found.put(like.name(), like.why());
            Map<String, Likeness> wanted = new TreeMap<>();
            for (String name : all) {
              NameForms.of(asked)
                  .likeness(NameForms.of(name))
                  .ifPresent(why -> wanted.put(name, why));
            }
            assertThat(found).as(asked).isEqualTo(wanted);
          }
        });
  }

  private static String word(SplittableRandom random, int max) {
    String letters = "abcABC01lIOomrnw-_ ./éа日";
    StringBuilder word = new StringBuilder();
    for (int n = 1 + random.nextInt(max); n > 0; n--) {
      if (random.nextInt(30) == 0) word.append("🐙");
      else word.append(letters.charAt(random.nextInt(letters.length())));
    }
    return word.toString();
  }

  private static String changed(SplittableRandom random, String name) {
    List<Integer> letters = new ArrayList<>(name.codePoints().boxed().toList());
    int at = random.nextInt(letters.size());
    switch (random.nextInt(5)) {
      case 0 -> letters.add(at, word(random, 1).codePointAt(0));
      case 1 -> letters.set(at, word(random, 1).codePointAt(0));
      case 2 -> letters.set(at, Character.toUpperCase(letters.get(at)));
      case 3 -> letters.add(taken(letters, at));
      default -> {
        if (letters.size() > 1) letters.add(Math.max(0, at - 1), taken(letters, at));
      }
    }
    StringBuilder out = new StringBuilder();
    letters.forEach(out::appendCodePoint);
    return out.toString();
  }

  private static int taken(List<Integer> letters, int at) {
    int letter = letters.get(at);
    letters.subList(at, at + 1).clear();
    return letter;
  }

  /** Edits of one letter, with two neighbours changing places as one, in the plain way. */
  private static int distance(int[] one, int[] two) {
    int[][] cost = new int[one.length + 1][two.length + 1];
    for (int i = 0; i <= one.length; i++) {
      for (int j = 0; j <= two.length; j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int change = one[i - 1] == two[j - 1] ? 0 : 1;
        cost[i][j] =
            Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1));
        if (i > 1 && j > 1 && one[i - 1] == two[j - 2] && one[i - 2] == two[j - 1]) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[one.length][two.length];
  }
}
