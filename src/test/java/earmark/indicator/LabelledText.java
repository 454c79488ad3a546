package earmark.indicator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Texts as reports have them, each with the indicators that a person finds in it. */
record LabelledText(String title, String text, Set<IndicatorValue> indicators) {

  static List<LabelledText> all() {
    try (InputStream in =
        Objects.requireNonNull(LabelledText.class.getResourceAsStream("labelled-texts.txt"))) {
      List<LabelledText> all = new ArrayList<>();
      String file = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String entry : file.substring("=== ".length()).split("\n=== ", -1)) {
        String part = entry + "\n";
        int line = part.indexOf('\n');
        int rule = part.indexOf("\n---", line);
        Set<IndicatorValue> indicators = new LinkedHashSet<>();
        part.substring(part.indexOf('\n', rule + 1) + 1)
            .lines()
            .filter(label -> !label.isBlank())
            .forEach(label -> {
              int blank = label.indexOf(' ');
              indicators.add(
                  new IndicatorValue(
                      IndicatorType.valueOf(label.substring(0, blank)),
                      label.substring(blank + 1)));
            });
        all.add(
            new LabelledText(part.substring(0, line), part.substring(line + 1, rule), indicators));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
