package earmark.analysis.format;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a ZIP archive really is, told by the names of its entries: a document, a program, or a plain
 * archive.
 */
final class ZipKind {
  private static final Set<String> TELLING =
      Set.of(
          "[Content_Types].xml",
          "META-INF/MANIFEST.MF",
          "META-INF/container.xml",
          "AndroidManifest.xml",
          "AppxManifest.xml",
          "mimetype",
          "content.xml",
          "word/document.xml",
          "word/vbaProject.bin",
          "xl/workbook.xml",
          "xl/workbook.bin",
          "xl/vbaProject.bin",
          "ppt/presentation.xml",
          "ppt/vbaProject.bin");

  private final Set<String> seen = new HashSet<>();

  void see(String name) {
    if (TELLING.contains(name)) seen.add(name);
    if (name.startsWith("Payload/") && name.endsWith(".app/Info.plist")) seen.add("iOS");
    if (name.endsWith(".nuspec") && name.indexOf('/') < 0) seen.add("nuspec");
    if (name.equals("extension.vsixmanifest")) seen.add("vsix");
  }

  /** The format, unless it is just an archive. */
  Optional<Format> format() {
    if (has("AndroidManifest.xml")) return Optional.of(mobile("APK"));
    if (has("iOS")) return Optional.of(mobile("IPA"));
    if (has("AppxManifest.xml")) return Optional.of(Format.archive("APPX"));
    if (has("vsix")) return Optional.of(Format.archive("VSIX"));
    if (has("[Content_Types].xml")) {
      if (has("word/document.xml")) return office("DOC", "word/vbaProject.bin");
      if (has("xl/workbook.bin")) return Optional.of(Format.document("XLSB"));
      if (has("xl/workbook.xml")) return office("XLS", "xl/vbaProject.bin");
      if (has("ppt/presentation.xml")) return office("PPT", "ppt/vbaProject.bin");
      if (has("nuspec")) return Optional.of(Format.archive("NuGet"));
    }
    if (has("META-INF/MANIFEST.MF")) {
      return Optional.of(new Format("application", "Binary", "Archive", "JAR"));
    }
    if (has("META-INF/container.xml") && has("mimetype")) {
      return Optional.of(Format.document("EPUB"));
    }
    if (has("content.xml") && has("mimetype")) return Optional.of(Format.document("OpenDocument"));
    return Optional.empty();
  }

  private boolean has(String name) {
    return seen.contains(name);
  }

  private Optional<Format> office(String stem, String macros) {
    return Optional.of(Format.document(stem + (has(macros) ? "M" : "X")));
  }

  private static Format mobile(String name) {
    return new Format("mobile", "Binary", "Archive", name);
  }
}
