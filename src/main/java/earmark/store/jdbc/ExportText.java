package earmark.store.jdbc;

import earmark.refusal.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a row are written in an export: separated by tabs, each as text in which a
 * backslash begins what would else be misread. {@code docs/export-format.md} is for its readers.
 */
final class ExportText {
  static final String NULL = "\\N";
  private static final String BYTES = "\\x";
  private static final HexFormat HEX = HexFormat.of();

  private ExportText() {}

  /** A row as a line, without its end. */
  static String row(@Nullable Object[] values) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      if (i > 0) line.append('\t');
      write(line, values[i]);
    }
    return line.toString();
  }

  private static void write(StringBuilder line, @Nullable Object value) {
    switch (value) {
      case null -> line.append(NULL);
      case Long number -> line.append(number.longValue());
      case Boolean truth -> line.append(truth.booleanValue());
      case byte[] bytes -> HEX.formatHex(line.append(BYTES), bytes);
      case String text -> escape(line, text);
      default -> throw new IllegalArgumentException("no value of a column: " + value.getClass());
    }
  }

  private static void escape(StringBuilder line, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> line.append("\\\\");
        case '\t' -> line.append("\\t");
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        case '\0' -> line.append("\\0");
        default -> line.append(c);
      }
    }
  }

  /**
   * The values of a line.
   *
   * @throws Refusal.Invalid if it is not a row of this table; the message is a clause
   */
  static @Nullable Object[] values(Table table, String line) {
    String[] texts = line.split("\t", -1);
    if (texts.length != table.columns().size()) {
      throw new Refusal.Invalid(
          "%d values for %d columns".formatted(texts.length, table.columns().size()));
    }
    @Nullable Object[] values = new @Nullable Object[texts.length];
    for (int i = 0; i < texts.length; i++) {
      Table.Column column = table.columns().get(i);
      try {
        values[i] = texts[i].equals(NULL) ? null : value(column.kind(), texts[i]);
      } catch (IllegalArgumentException e) {
        throw new Refusal.Invalid(
            "the value of %s is no %s"
                .formatted(column.name(), column.kind().name().toLowerCase(Locale.ROOT)));
      }
    }
    return values;
  }

  private static Object value(Table.Kind kind, String text) {
    return switch (kind) {
      case NUMBER -> {
        long number = Long.parseLong(text);
        if (!Long.toString(number).equals(text)) throw new IllegalArgumentException(text);
        yield number;
      }
      case TRUTH -> {
        if (!text.equals("true") && !text.equals("false")) throw new IllegalArgumentException(text);
        yield text.equals("true");
      }
      case BYTES -> {
        if (!text.startsWith(BYTES)) throw new IllegalArgumentException(text);
        yield HEX.parseHex(text, BYTES.length(), text.length());
      }
      case TEXT -> unescape(text);
    };
  }

  private static String unescape(String text) {
    if (text.indexOf('\\') < 0) return text;
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        plain.append(c);
        continue;
      }
      if (++i == text.length()) throw new IllegalArgumentException("ends within an escape");
      plain.append(
          switch (text.charAt(i)) {
            case '\\' -> '\\';
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case '0' -> '\0';
            default -> throw new IllegalArgumentException("an unknown escape");
          });
    }
    return plain.toString();
  }

  /**
   * A line from its bytes.
   *
   * @throws Refusal.Invalid if they are not UTF-8
   */
  static String decode(byte[] bytes, int length) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw new Refusal.Invalid("it is not UTF-8");
    }
  }
}
