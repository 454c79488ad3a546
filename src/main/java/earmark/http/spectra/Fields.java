package earmark.http.spectra;

import earmark.refusal.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The table of a report: its fields in their order, from which clients choose. */
final class Fields {
  /** What stands in a field. */
  interface Value {
    @Nullable Object of(Subject subject);
  }

  /**
   * A field.
   *
   * @param unasked whether it is shown if no fields are named
   */
  record Field(String name, Value value, boolean unasked) {}

  private final Map<String, Field> table = new LinkedHashMap<>();

  private Fields(Stream<Field> fields) {
    fields.forEach(field -> {
      if (table.put(field.name, field) != null) {
        throw new IllegalArgumentException("two fields are called " + field.name);
      }
    });
  }

  static Fields of(Field... fields) {
    return new Fields(Stream.of(fields));
  }

  /** A field that is shown if no fields are named. */
  static Field field(String name, Value value) {
    return new Field(name, value, true);
  }

  /** A field that is shown only if it is named. */
  static Field onRequest(String name, Value value) {
    return new Field(name, value, false);
  }

  /** A field of the product for which there is nothing here: always this value. */
  static Field empty(String name, @Nullable Object value) {
    return new Field(name, _ -> value, true);
  }

  /** These fields, then those of another table that are not among them, only on request. */
  Fields andOnRequest(Fields others) {
    return new Fields(
        Stream.concat(
            table.values().stream(),
            others.table.values().stream()
                .filter(field -> !table.containsKey(field.name))
                .map(field -> onRequest(field.name, field.value))));
  }

  /** Some of these fields. */
  Fields only(String... names) {
    return new Fields(Stream.of(names).map(this::get));
  }

  private Field get(String name) {
    Field field = table.get(name);
    if (field == null) throw new IllegalArgumentException("no field is called " + name);
    return field;
  }

  /** These fields, then those of another table. */
  Fields and(Fields others) {
    return new Fields(Stream.concat(table.values().stream(), others.table.values().stream()));
  }

  /**
   * The names of the fields to show.
   *
   * @param named as the client named them; none for those that are shown unasked
   * @throws Refusal.Invalid if one is unknown
   */
  List<String> chosen(List<String> named) {
    for (String name : named) {
      if (!table.containsKey(name)) {
        throw new Refusal.Invalid(
            "Unknown field \""
                + name
                + "\". Known are: "
                + String.join(", ", table.keySet())
                + ".");
      }
    }
    if (!named.isEmpty()) return named;
    List<String> unasked = new ArrayList<>();
    for (Field field : table.values()) if (field.unasked) unasked.add(field.name);
    return unasked;
  }

  /**
   * The report on one sample.
   *
   * @param chosen as {@link #chosen} answered them
   */
  Map<String, @Nullable Object> report(Subject subject, List<String> chosen) {
    Map<String, @Nullable Object> report = new LinkedHashMap<>();
    for (String name : chosen) report.put(name, get(name).value.of(subject));
    return report;
  }

  /** The report with every field that is shown unasked. */
  Map<String, @Nullable Object> report(Subject subject) {
    return report(subject, chosen(List.of()));
  }
}
