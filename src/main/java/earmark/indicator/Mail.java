package earmark.indicator;

import java.util.regex.Pattern;

/** The part of an e-mail address before the at sign, as it stands in texts. */
final class Mail {
  private static final int LENGTH_MAX = 64;
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{N}_+-]++(?:\\.[\\p{L}\\p{N}_+-]++)*+");

  private Mail() {}

  static boolean isName(String text) {
    return text.length() <= LENGTH_MAX && NAME.matcher(text).matches();
  }
}
