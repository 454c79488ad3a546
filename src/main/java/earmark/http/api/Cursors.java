package earmark.http.api;

import earmark.index.Answers;
import earmark.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where a page begins, as a text that clients hand back unread. */
final class Cursors {
  private Cursors() {}

  static String write(Answers.Cursor cursor) {
    String text = cursor.thing() + ":" + cursor.value();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws Refusal.Invalid if it is anything else
   */
  static Answers.Cursor read(String text) {
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(":", 2);
      if (parts.length == 2 && parts[0].matches("[0-9]{1,10}")) {
        return new Answers.Cursor(parts[1], Integer.parseInt(parts[0]));
      }
    } catch (IllegalArgumentException e) {
      throw wrong();
    }
    throw wrong();
  }

  private static Refusal wrong() {
    return new Refusal.Invalid("\"cursor\" must be the \"next\" of the page before.");
  }
}
