package earmark.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import earmark.property.Property;
import earmark.refusal.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
  private static final String LETTERS = "ab=+-@'\"\t\r\n,; ＝０é\ufeff|%";

  private static List<CsvReader.Row> rows(String text) throws IOException {
    return rows(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<CsvReader.Row> rows(byte[] bytes) throws IOException {
    CsvReader reader = new CsvReader(new ByteArrayInputStream(bytes));
    List<CsvReader.Row> rows = new ArrayList<>();
    for (Optional<CsvReader.Row> row = reader.row(); row.isPresent(); row = reader.row()) {
      rows.add(row.get());
    }
    return rows;
  }

  private static String text(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(6); n > 0; n--) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    if (random.nextInt(5) == 0) text.appendCodePoint(0x1F419);
    return text.toString();
  }

  @Test
  void what_is_written_is_read_again_to_the_letter() {
    Property.holds(
        20_000,
        random -> {
          List<List<String>> written = new ArrayList<>();
          StringBuilder file = new StringBuilder();
          for (int lines = 1 + random.nextInt(3); lines > 0; lines--) {
            List<String> cells = new ArrayList<>();
            for (int n = 2 + random.nextInt(3); n > 0; n--) cells.add(text(random));
            written.add(cells);
            file.append(cells.stream().map(CsvCell::write).collect(Collectors.joining(",")));
            file.append("\r\n");
          }
          assertThat(rows(file.toString()).stream().map(CsvReader.Row::cells)).isEqualTo(written);
        });
  }

  @Test
  void no_cell_begins_as_a_formula_does() {
    Property.holds(
        20_000,
        random -> {
          String text = text(random);
          String cell = CsvCell.write(text);
          String shown = cell.startsWith("\"") ? cell.substring(1) : cell;
          assertThat(shown).doesNotMatch("(?s)[=+\\-@\t\r\n＝＋－＠].*");
        });
  }

  @Test
  void lines_end_in_any_way_and_are_counted() throws IOException {
    assertThat(rows("a,b\r\n\"c\nd\",e\n\nf\rg"))
        .containsExactly(
            new CsvReader.Row(1, List.of("a", "b")),
            new CsvReader.Row(2, List.of("c\nd", "e")),
            new CsvReader.Row(4, List.of()),
            new CsvReader.Row(5, List.of("f")),
            new CsvReader.Row(6, List.of("g")));
    assertThat(rows("\ufeffa,\"\"")).containsExactly(new CsvReader.Row(1, List.of("a", "")));
    assertThat(rows("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\n\"b", "a\n\"b\"c", "a\nb\"c\""})
  void a_malformed_record_is_named(String text) {
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> rows(text))
        .withMessageContaining("line 2");
  }

  @Test
  void what_is_no_utf8_or_too_large_is_refused() {
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> rows(new byte[] {'a', '\n', (byte) 0xff}))
        .withMessageContaining("not UTF-8");
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> rows("x".repeat(70_000)))
        .withMessageContaining("more than 65536 characters");
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> rows(",".repeat(2_000)))
        .withMessageContaining("more than 1100 cells");
  }
}
