package earmark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import earmark.property.Property;
import earmark.refusal.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BulkFileTest {
  private static final String A = "a".repeat(64);
  private static final String B = "b".repeat(32);

  private static BulkFile read(String text) throws IOException {
    return BulkFile.read(new BufferedReader(new StringReader(text)));
  }

  @Test
  void lines_with_the_same_tags_are_one_operation() throws IOException {
    BulkFile file =
        read(
            A
                + "\tapt28,loader\n\n# nothing\n"
                + B.toUpperCase(Locale.ROOT)
                + " , loader , apt28\n"
                + A
                + ",x1");
    assertThat(file.lines()).isEqualTo(3);
    assertThat(file.samples()).isEqualTo(3);
    assertThat(file.parts())
        .containsExactly(
            new BulkFile.Part(List.of("apt28", "loader"), List.of(A, B)),
            new BulkFile.Part(List.of("x1"), List.of(A)));
  }

  @Test
  void the_order_of_the_lines_makes_no_difference() {
    Property.holds(
        30,
        random -> {
          List<String> lines = new ArrayList<>();
          for (int i = 0; i < 50; i++) {
            lines.add("%064x\ttag%d,all".formatted(random.nextInt(40), random.nextInt(3)));
          }
          BulkFile file = read(String.join("\n", lines));
          Collections.shuffle(lines, new Random(random.nextLong()));
          assertThat(read(String.join("\r\n", lines)).parts()).isEqualTo(file.parts());
          assertThat(file.parts().stream().map(part -> part.key("add", "")).distinct())
              .hasSameSizeAs(file.parts());
        });
  }

  @Test
  void an_operation_has_no_more_samples_than_a_request_can_hold() throws IOException {
    String text =
        IntStream.range(0, 12_000).mapToObj("%064x\tapt28\n"::formatted).reduce("", String::concat);
    BulkFile file = read(text);
    assertThat(file.parts().stream().map(part -> part.hashes().size()))
        .containsExactly(5_000, 5_000, 2_000);
    TreeSet<String> all = new TreeSet<>();
    file.parts().forEach(part -> all.addAll(part.hashes()));
    assertThat(all).hasSize(12_000);
  }

  @Test
  void what_is_wrong_is_told_with_its_line() {
    for (String line : List.of("nothing\tapt28", A, A + "\t", A + "\t ,", A + "\ta%b")) {
      assertThatExceptionOfType(Refusal.Invalid.class)
          .isThrownBy(() -> read(B + "\tfine\n\n" + line))
          .withMessageStartingWith("Line 3: ");
    }
  }
}
