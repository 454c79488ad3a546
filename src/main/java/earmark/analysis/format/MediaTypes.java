package earmark.analysis.format;

import java.util.HashMap;
import java.util.Map;

/**
 * Which format a media type is. A type that isn't here is filed by its first half, or is unknown.
 */
final class MediaTypes {
  private static final Map<String, Format> TABLE = new HashMap<>();

  static {
    archive("7Z", "application/x-7z-compressed");
    archive("RAR", "application/x-rar-compressed", "application/x-rar-compressed;version=4");
    archive("RAR", "application/x-rar-compressed;version=5");
    archive("CAB", "application/vnd.ms-cab-compressed");
    archive("GZIP", "application/gzip");
    archive("BZIP2", "application/x-bzip2", "application/x-bzip");
    archive("XZ", "application/x-xz");
    archive("ZSTD", "application/zstd");
    archive("LZ4", "application/x-lz4");
    archive("TAR", "application/x-tar", "application/x-gtar", "application/x-ustar");
    archive("AR", "application/x-archive", "application/x-unix-archive");
    archive("DEB", "application/x-debian-package", "application/vnd.debian.binary-package");
    archive("RPM", "application/x-rpm");
    archive("CPIO", "application/x-cpio");
    archive("ISO", "application/x-iso9660-image");
    archive("ARJ", "application/x-arj");
    archive("LZH", "application/x-lha", "application/x-lzh-compressed");
    archive("ACE", "application/x-ace-compressed");
    document("PDF", "application/pdf");
    document("RTF", "application/rtf");
    document("OLE", "application/x-tika-msoffice", "application/x-tika-msoffice-embedded");
    document("DOC", "application/msword");
    document("XLS", "application/vnd.ms-excel");
    document("PPT", "application/vnd.ms-powerpoint");
    document("OneNote", "application/onenote");
    document("CHM", "application/vnd.ms-htmlhelp");
    document("PostScript", "application/postscript");
    document("DjVu", "image/vnd.djvu");
    image("PNG", "image/png");
    image("JPEG", "image/jpeg");
    image("GIF", "image/gif");
    image("BMP", "image/bmp");
    image("TIFF", "image/tiff");
    image("WEBP", "image/webp");
    image("ICO", "image/vnd.microsoft.icon");
    image("PSD", "image/vnd.adobe.photoshop");
    put(Format.text("XML"), "application/xml", "text/xml");
    put(Format.text("HTML"), "text/html", "application/xhtml+xml");
    put(Format.text("SVG"), "image/svg+xml");
    put(Format.text("JSON"), "application/json");
    put(new Format("email", "Email", "None", "MIME"), "message/rfc822");
    put(new Format("email", "Email", "None", "MBOX"), "application/mbox");
    put(new Format("other", "Binary", "None", "SQLite"), "application/x-sqlite3");
    put(new Format("other", "Binary", "None", "LNK"), "application/x-ms-shortcut");
    put(new Format("other", "Binary", "None", "Pcap"), "application/vnd.tcpdump.pcap");
    put(new Format("mobile", "Binary", "None", "DEX"), "application/x-dex");
    put(new Format("application", "Binary", "None", "WASM"), "application/wasm");
    put(new Format("application", "Binary", "None", "Flash"), "application/x-shockwave-flash");
    put(new Format("other", "Binary", "None", "Certificate"), "application/x-x509-cert");
  }

  private MediaTypes() {}

  private static void put(Format format, String... media) {
    for (String one : media) TABLE.put(one, format);
  }

  private static void archive(String name, String... media) {
    put(Format.archive(name), media);
  }

  private static void document(String name, String... media) {
    put(Format.document(name), media);
  }

  private static void image(String name, String... media) {
    put(Format.image(name), media);
  }

  static Format format(String media) {
    Format known = TABLE.get(media);
    if (known != null) return known;
    int parameter = media.indexOf(';');
    if (parameter > 0) return format(media.substring(0, parameter));
    if (media.startsWith("audio/")) return new Format("audio", "Audio", "None", "");
    if (media.startsWith("video/")) return new Format("video", "Video", "None", "");
    if (media.startsWith("image/")) return new Format("image", "Image", "None", "");
    if (media.startsWith("font/")) return new Format("other", "Binary", "None", "Font");
    return media.startsWith("text/") ? Format.TEXT : Format.UNKNOWN;
  }
}
