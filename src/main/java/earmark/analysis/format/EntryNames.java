package earmark.analysis.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The names of entries as text. They are only shown and compared, never used as paths. */
final class EntryNames {
  static final int CHARS_MAX = 1024;

  private static final String BEFORE_UTF_8 = "IBM437";
  private static final Charset OTHERWISE =
      Charset.isSupported(BEFORE_UTF_8)
          ? Charset.forName(BEFORE_UTF_8)
          : StandardCharsets.ISO_8859_1;

  private EntryNames() {}

  /** UTF-8 if it is that, whatever the archive claims, else the charset of old archives. */
  static String text(byte[] bytes) {
    try {
      return shortened(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return shortened(new String(bytes, OTHERWISE));
    }
  }

  /** At most {@link #CHARS_MAX} characters, of which the last are the telling ones. */
  static String shortened(String name) {
    return name.length() <= CHARS_MAX ? name : "…" + name.substring(name.length() - CHARS_MAX + 1);
  }
}
