package earmark.http;

import earmark.refusal.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jetty.util.Fields;

/** The fields of a form, each with its values in order. */
public record FormFields(Map<String, List<String>> values) {

  static FormFields of(Fields fields, int max) {
    if (fields.getSize() > max) throw new Refusal.Invalid("The form has over " + max + " fields.");
    Map<String, List<String>> values = new TreeMap<>();
    for (Fields.Field field : fields) values.put(field.getName(), List.copyOf(field.getValues()));
    return new FormFields(values);
  }

  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  public Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }
}
