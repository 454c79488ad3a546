package earmark.http.api;

import earmark.refusal.Refusal;
import earmark.search.Column;
import earmark.search.Order;
import java.util.LinkedHashMap;
import java.util.Map;

/** The ways in which a list of samples can be sorted, as texts. */
final class Sorts {
  private static final Map<String, Order.By> KEYS = new LinkedHashMap<>();

  static {
    KEYS.put("arrival", new Order.By.Arrival());
    KEYS.put("firstseen", new Order.By.Value(Column.FIRST_SEEN));
    KEYS.put("lastseen", new Order.By.Value(Column.LAST_SEEN));
    KEYS.put("size", new Order.By.Value(Column.SIZE_BYTES));
    KEYS.put("filecount", new Order.By.Value(Column.FILE_COUNT));
    KEYS.put("sampletype", new Order.By.Value(Column.SAMPLE_TYPE));
    KEYS.put("threatname", new Order.By.Value(Column.THREAT_NAME));
    KEYS.put("filename", new Order.By.Value(Column.FILE_NAME));
    KEYS.put("sha1", new Order.By.Value(Column.SHA1_HEAD));
  }

  private Sorts() {}

  /** Reads a text such as {@code size desc}. */
  static Order read(String text) {
    String[] parts = text.split(" ", -1);
    Order.By by = KEYS.get(parts[0]);
    if (by != null && parts.length == 2) {
      if (parts[1].equals("asc")) return new Order(by, false);
      if (parts[1].equals("desc")) return new Order(by, true);
    }
    throw new Refusal.Invalid(
        "\"sort\" must be one of "
            + String.join(", ", KEYS.keySet())
            + ", then a blank and asc or desc.");
  }
}
