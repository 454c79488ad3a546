package earmark.exchange;

/**
 * A text as a cell of CSV (RFC 4180) that no spreadsheet takes for a formula. One that begins as a
 * formula may, or with an apostrophe, gets an apostrophe before it; reading takes it away again.
 */
final class CsvCell {
  /** Also the wide forms, which some spreadsheets take for the others. */
  private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

  private CsvCell() {}

  static String write(String text) {
    String safe = isRisky(text) || text.startsWith("'") ? "'" + text : text;
    if (isPlain(safe)) return safe;
    return '"' + safe.replace("\"", "\"\"") + '"';
  }

  /** The text of a cell that was parsed. */
  static String read(String cell) {
    boolean guarded = cell.startsWith("'") && (isRisky(cell.substring(1)) || cell.startsWith("''"));
    return guarded ? cell.substring(1) : cell;
  }

  private static boolean isRisky(String text) {
    return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '_'
              || c == '.'
              || c == '/'
              || c == ':'
              || (c == ' ' && i > 0 && i + 1 < text.length());
      if (!plain) return false;
    }
    return !text.isEmpty();
  }
}
