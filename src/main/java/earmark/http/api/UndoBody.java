package earmark.http.api;

import earmark.http.Json;
import earmark.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** What an undo is asked with; no body at all is as good as an empty one. */
record UndoBody(@Nullable String reason, @Nullable Boolean preview) {
  static UndoBody read(byte[] body) {
    return body.length == 0 ? new UndoBody(null, null) : Json.read(body, UndoBody.class);
  }

  /**
   * Reads one of an undo that can't be previewed: who asks for a preview must not change anything.
   *
   * @throws Refusal.Invalid if a preview is asked for
   */
  static UndoBody readUnpreviewed(byte[] body) {
    UndoBody asked = read(body);
    if (Writes.isYes(asked.preview())) {
      throw new Refusal.Invalid("\"preview\" is for operations on samples; nothing was undone.");
    }
    return asked;
  }
}
