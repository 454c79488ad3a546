package earmark.http;

import earmark.refusal.Refusal;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoding in paths, where a plus is a plus. */
final class Percent {
  private Percent() {}

  /**
   * The text without its percent signs.
   *
   * @throws Refusal.Invalid if a percent sign has no two hex digits, or the bytes are not UTF-8
   */
  static String decoded(String text) {
    if (text.indexOf('%') < 0) return text;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int at = 0; at < text.length(); ) {
      int percent = text.indexOf('%', at);
      int end = percent < 0 ? text.length() : percent;
      bytes.writeBytes(text.substring(at, end).getBytes(StandardCharsets.UTF_8));
      if (percent < 0) break;
      bytes.write(hexByte(text, percent + 1));
      at = percent + 3;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new Refusal.Invalid("The path is not UTF-8 behind its percent signs.");
    }
  }

  private static int hexByte(String text, int at) {
    int high = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
    int low = at + 1 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
    if (high < 0 || low < 0 || text.charAt(at) > 'f' || text.charAt(at + 1) > 'f') {
      throw new Refusal.Invalid("A percent sign in the path has no two hex digits behind it.");
    }
    return high << 4 | low;
  }
}
