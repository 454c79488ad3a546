package earmark.analysis.format;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/** The imported libraries and functions of a PE file, those loaded late included. */
final class PeImports {
  private static final int IMPORTS = 1;
  private static final int DELAYED_IMPORTS = 13;
  private static final int NAME_CHARS_MAX = 256;

  /** Their numbers have names in the definition of the import hash, by a table that isn't here. */
  private static final Set<String> NUMBERED = Set.of("ws2_32", "wsock32", "oleaut32");

  private final Bytes in;
  private final PeLayout layout;
  private final PeParts parts;
  private final StringBuilder hashed = new StringBuilder();
  private boolean hashable = true;

  PeImports(Bytes in, PeLayout layout, PeParts parts) {
    this.in = in;
    this.layout = layout;
    this.parts = parts;
  }

  void read() {
    long rva = layout.directory(IMPORTS);
    if (rva == 0) return;
    long at = layout.offset(rva);
    for (int i = 0; i < Limits.LIBRARIES; i++, at += 20) {
      long name = in.u32(at + 12);
      long addresses = in.u32(at + 16);
      if (name == 0 || addresses == 0) break;
      long names = in.u32(at);
      library(name, names == 0 ? addresses : names);
    }
    if (hashable && !hashed.isEmpty()) parts.imphash = md5(hashed.toString());
  }

  /**
   * Old delay tables hold addresses instead of RVAs; linkers since Visual C++ 7 don't write them.
   */
  void readDelayed() {
    long rva = layout.directory(DELAYED_IMPORTS);
    if (rva == 0) return;
    long at = layout.offset(rva);
    for (int i = 0; i < Limits.LIBRARIES; i++, at += 32) {
      long name = in.u32(at + 4);
      if (name == 0) break;
      if ((in.u32(at) & 1) != 0) library(name, in.u32(at + 16));
    }
  }

  private void library(long nameRva, long thunkRva) {
    String library = in.text(layout.offset(nameRva), NAME_CHARS_MAX).toLowerCase(Locale.ROOT);
    if (library.isEmpty()) return;
    if (parts.libraries.size() < Limits.LIBRARIES) parts.libraries.add(library);
    String stem = stem(library);
    long byNumber = layout.plus() ? Long.MIN_VALUE : 0x80000000L;
    for (long at = layout.offset(thunkRva); ; at += layout.pointerBytes()) {
      long thunk = layout.pointer(at);
      if (thunk == 0) return;
      if (parts.importCount >= Limits.APIS) throw new Malformed("more functions than are read");
      parts.importCount++;
      if ((thunk & byNumber) != 0) {
        if (NUMBERED.contains(stem)) hashable = false;
        hash(stem, "ord" + (thunk & 0xffff));
        continue;
      }
      String name = in.text(layout.offset(thunk & 0x7fffffffL) + 2, NAME_CHARS_MAX);
      hash(stem, name.toLowerCase(Locale.ROOT));
      parts.functions.add(name);
      if (parts.apis.size() < Limits.APIS) parts.apis.add(api(name));
    }
  }

  /** The library as the import hash knows it, without these three endings. */
  private static String stem(String library) {
    for (String ending : new String[] {".dll", ".ocx", ".sys"}) {
      if (library.endsWith(ending)) return library.substring(0, library.length() - 4);
    }
    return library;
  }

  /**
   * The function without its character set: {@code CreateFileW} and {@code CreateFileA} are one.
   */
  private static String api(String name) {
    int last = name.length() - 1;
    boolean suffixed =
        last > 1
            && (name.charAt(last) == 'A' || name.charAt(last) == 'W')
            && (Character.isLowerCase(name.charAt(last - 1))
                || Character.isDigit(name.charAt(last - 1)));
    return (suffixed ? name.substring(0, last) : name).toLowerCase(Locale.ROOT);
  }

  private void hash(String stem, String function) {
    if (!hashed.isEmpty()) hashed.append(',');
    hashed.append(stem).append('.').append(function);
  }

  /** MD5 by definition of the import hash; it protects nothing. */
  private static String md5(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.ISO_8859_1));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
