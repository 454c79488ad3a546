package earmark.tag;

/** Somebody's text made safe to stand in a message: on one line, printable and short. */
public final class Quoted {
  private static final int LENGTH_MAX = 60;

  private Quoted() {}

  /** The text in quotes, cut after 60 characters; what can't be printed stands as its number. */
  public static String of(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints()
        .limit(LENGTH_MAX)
        .forEach(c -> {
          boolean printable =
              !Character.isISOControl(c)
                  && Character.getType(c) != Character.FORMAT
                  && Character.getType(c) != Character.SURROGATE
                  && Character.getType(c) != Character.LINE_SEPARATOR
                  && Character.getType(c) != Character.PARAGRAPH_SEPARATOR;
          if (printable) out.appendCodePoint(c);
          else out.append("\\u{").append(Integer.toHexString(c)).append('}');
        });
    if (text.codePointCount(0, text.length()) > LENGTH_MAX) out.append('…');
    return out.append('"').toString();
  }
}
