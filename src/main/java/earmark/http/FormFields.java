package earmark.http;

import earmark.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jetty.util.UrlEncoded;

/** The fields of a form, each with its values in order. */
public record FormFields(Map<String, List<String>> values) {

  private static final int FIELDS_MAX = 10_000;

  /**
   * Reads an urlencoded form.
   *
   * @throws Refusal.Invalid if it can't be decoded or has too many fields
   */
  public static FormFields parse(byte[] body) {
    Map<String, List<String>> values = new TreeMap<>();
    int[] count = {0};
    try {
      UrlEncoded.decodeTo(
          new String(body, StandardCharsets.UTF_8),
          (name, value) -> {
            if (++count[0] > FIELDS_MAX) {
              throw new Refusal.Invalid("The form has over " + FIELDS_MAX + " fields.");
            }
            values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
          },
          StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Refusal.Invalid("The form can't be decoded.");
    }
    return new FormFields(values);
  }

  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** The parts between commas of all these texts, without blanks around them and empty ones. */
  public static List<String> commaSeparated(List<String> texts) {
    return texts.stream()
        .flatMap(text -> Arrays.stream(text.split(",", -1)))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  public Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }
}
