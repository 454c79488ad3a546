package earmark.analysis.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StringScanTest {
  private static StringFacts scan(byte[] bytes, int step) {
    StringScan scan = new StringScan();
    for (int at = 0; at < bytes.length; at += step) {
      byte[] piece = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + step));
      scan.feed(piece, piece.length);
    }
    return scan.facts();
  }

  @Test
  void every_marker_is_found_in_both_encodings_whatever_its_case() {
    for (Map.Entry<String, String> marker : Markers.table().entrySet()) {
      if (marker.getValue().equals(Markers.URL)) continue;
      for (Charset charset : List.of(StandardCharsets.US_ASCII, StandardCharsets.UTF_16LE)) {
        String text = "??" + marker.getKey().toUpperCase(Locale.ROOT) + "??";
        assertThat(scan(text.getBytes(charset), 1000).markers())
            .as(marker.getKey())
            .contains(marker.getValue());
      }
    }
  }

  @Test
  void it_does_not_matter_where_the_file_is_cut_into_steps() {
    long seed = 7;
    Random random = new Random(seed);
    byte[] bytes = new byte[20_000];
    for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) (32 + random.nextInt(90));
    byte[] url = " http://cut.example.net/here ".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(url, 0, bytes, 4090, url.length);
    StringFacts whole = scan(bytes, bytes.length);
    assertThat(whole.urls()).contains("http://cut.example.net/here");
    for (int step : new int[] {1, 7, 4096}) {
      assertThat(scan(bytes, step)).as("seed %d step %d", seed, step).isEqualTo(whole);
    }
  }

  @Test
  void an_address_across_two_pieces_of_a_long_string_is_found_once_and_whole() {
    for (int before = 3500; before < 4200; before++) {
      String text = " ".repeat(before) + "http://a.example.net/0123456789 192.168.117.143 end";
      StringFacts found = scan(text.getBytes(StandardCharsets.US_ASCII), 1000);
      assertThat(found.urls())
          .as("at %d", before)
          .containsExactly("http://a.example.net/0123456789");
      assertThat(found.ips()).as("at %d", before).containsExactly("192.168.117.143");
    }
  }

  @Test
  void no_more_is_kept_than_the_limit() {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 1000; i++) many.append("http://h").append(i).append(".example.net/\n");
    byte[] bytes = many.toString().getBytes(StandardCharsets.US_ASCII);
    assertThat(scan(bytes, 1000).urls()).hasSize(Limits.URLS);
  }
}
