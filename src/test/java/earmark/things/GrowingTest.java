package earmark.things;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.property.Property;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class GrowingTest {
  @Test
  void it_holds_what_was_added_and_not_removed_since() {
    Property.holds(
        60,
        random -> {
          Growing growing = new Growing(ThingSet.none());
          TreeSet<Integer> expected = new TreeSet<>();
          for (int step = 0; step < 200; step++) {
            int first = random.nextInt(100_000);
            int size = 1 + random.nextInt(random.nextInt(10) == 0 ? 3000 : 60);
            ThingSet some = ThingSet.range(first, first + size);
            switch (random.nextInt(4)) {
              case 0 -> {
                growing.add(first);
                expected.add(first);
              }
              case 1, 2 -> {
                growing.add(some);
                some.forEach(expected::add);
              }
              default -> {
                growing.remove(some);
                some.forEach(expected::remove);
              }
            }
          }
          assertThat(growing.get().toArray())
              .containsExactly(expected.stream().mapToInt(Integer::intValue).toArray());
        });
  }
}
