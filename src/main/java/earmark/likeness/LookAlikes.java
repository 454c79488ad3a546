package earmark.likeness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a text looks like: letters of other scripts become the ASCII that they can be taken for,
 * wide letters become ordinary ones, and in ASCII 0 becomes O, 1, I and | become l, m becomes rn, w
 * becomes vv. Source: Unicode Technical Standard #39, "Confusable Detection"; w and vv are ours.
 */
final class LookAlikes {
  private static final Map<Integer, String> LOOKS = read();

  private LookAlikes() {}

  static String of(String text) {
    StringBuilder out = new StringBuilder(text.length());
    Normalizer.normalize(text, Normalizer.Form.NFKC)
        .codePoints()
        .forEach(c -> {
          String look = LOOKS.get(c);
          if (look == null) out.appendCodePoint(c);
          else for (int i = 0; i < look.length(); i++) out.append(ascii(look.charAt(i)));
        });
    return out.toString();
  }

  private static String ascii(char c) {
    return switch (c) {
      case '0' -> "O";
      case '1', 'I', '|' -> "l";
      case 'm' -> "rn";
      case 'w' -> "vv";
      default -> String.valueOf(c);
    };
  }

  private static Map<Integer, String> read() {
    Map<Integer, String> looks = new HashMap<>();
    for (char c : new char[] {'0', '1', 'I', '|', 'm', 'w'}) looks.put((int) c, String.valueOf(c));
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(LookAlikes.class.getResourceAsStream("look-alikes.txt")),
                StandardCharsets.US_ASCII))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("#")) continue;
        int blank = line.indexOf(' ');
        looks.put(Integer.parseInt(line.substring(0, blank), 16), line.substring(blank + 1));
      }
      return looks;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
