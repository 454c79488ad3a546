package earmark.analysis.format;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether bytes are text, and which script by its first lines. Guesses nothing from single words.
 */
final class TextKinds {
  private static final Pattern SHEBANG =
      Pattern.compile("#!\\s*\\S*?/?(?:env\\s+(?:-S\\s+)?)?([a-zA-Z]+)[0-9.]*(?:[\\s].*)?");

  private static final Map<String, String> INTERPRETERS =
      Map.ofEntries(
          Map.entry("sh", "Shell"),
          Map.entry("bash", "Shell"),
          Map.entry("dash", "Shell"),
          Map.entry("ksh", "Shell"),
          Map.entry("zsh", "Shell"),
          Map.entry("python", "Python"),
          Map.entry("pypy", "Python"),
          Map.entry("perl", "Perl"),
          Map.entry("ruby", "Ruby"),
          Map.entry("node", "JavaScript"),
          Map.entry("php", "PHP"),
          Map.entry("pwsh", "PowerShell"),
          Map.entry("lua", "Lua"),
          Map.entry("awk", "Awk"),
          Map.entry("gawk", "Awk"),
          Map.entry("tclsh", "Tcl"),
          Map.entry("make", "Makefile"));

  private static final Pattern BATCH = Pattern.compile("(?i)@echo\\s+off\\b.*", Pattern.DOTALL);
  private static final Pattern POWERSHELL_TOKEN =
      Pattern.compile(
          "(?i)\\$env:|\\bwrite-(host|output)\\b|\\bnew-object\\s|\\binvoke-[a-z]+\\b|\\bparam\\s*\\("
              + "|\\$psscriptroot|\\bset-strictmode\\b|\\[cmdletbinding");
  private static final Pattern VBSCRIPT_TOKEN =
      Pattern.compile(
          "(?im)^\\s*(dim|set)\\s+\\w+|\\bcreateobject\\s*\\(|\\bwscript\\.|^\\s*end\\s+(sub|function|if)\\b"
              + "|\\bon error resume next\\b");

  private TextKinds() {}

  /** The text at the start of a file, or nothing if it is binary. */
  static Optional<String> text(byte[] head) {
    if (head.length >= 2 && (head[0] & 0xff) == 0xff && (head[1] & 0xff) == 0xfe) {
      return Optional.of(new String(head, StandardCharsets.UTF_16LE).substring(1))
          .filter(TextKinds::isReadable);
    }
    if (head.length >= 2 && (head[0] & 0xff) == 0xfe && (head[1] & 0xff) == 0xff) {
      return Optional.of(new String(head, StandardCharsets.UTF_16BE).substring(1))
          .filter(TextKinds::isReadable);
    }
    for (byte b : head) {
      boolean control = b >= 0 && b < 0x20 && b != '\n' && b != '\r' && b != '\t' && b != '\f';
      if ((control && b != 0x1b) || b == 0x7f) return Optional.empty();
    }
    String utf8 = new String(head, StandardCharsets.UTF_8);
    if (utf8.startsWith("\ufeff")) utf8 = utf8.substring(1);
    return Optional.of(utf8).filter(TextKinds::isReadable);
  }

  /** Of legacy encodings every byte is some letter, so random bytes are told by their share. */
  private static boolean isReadable(String text) {
    long strange =
        text.chars()
            .filter(c ->
                c == 0xfffd
                    || (c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1b))
            .count();
    return strange * 10 <= text.length();
  }

  static Format format(String text) {
    String start = text.stripLeading();
    Matcher shebang = SHEBANG.matcher(start.lines().findFirst().orElse(""));
    if (shebang.matches()) {
      String interpreter = shebang.group(1).toLowerCase(Locale.ROOT);
      return Format.text(INTERPRETERS.getOrDefault(interpreter, "Script"));
    }
    String lower = start.substring(0, Math.min(start.length(), 64)).toLowerCase(Locale.ROOT);
    if (lower.startsWith("<?php")) return Format.text("PHP");
    if (lower.startsWith("<!doctype html") || lower.startsWith("<html")) return Format.text("HTML");
    if (lower.startsWith("<?xml")) return Format.text("XML");
    if (lower.startsWith("<svg")) return Format.text("SVG");
    if (BATCH.matcher(lower).matches()) return Format.text("Batch");
    if (different(POWERSHELL_TOKEN, start) >= 2) return Format.text("PowerShell");
    if (different(VBSCRIPT_TOKEN, start) >= 3) return Format.text("VBS");
    return Format.TEXT;
  }

  /** How many different tokens of a language there are. */
  private static long different(Pattern token, String text) {
    return token
        .matcher(text)
        .results()
        .limit(256)
        .map(result -> result.group().strip().toLowerCase(Locale.ROOT))
        .distinct()
        .count();
  }
}
