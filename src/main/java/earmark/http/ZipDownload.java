package earmark.http;

import earmark.sample.FileTrees;
import earmark.sample.SampleFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Samples packed into one archive while it is sent. They are hostile, and so are their names: none
 * leads anywhere when it is unpacked.
 */
public final class ZipDownload {
  private static final int SEGMENT_MAX = 200;

  /** Names that Windows takes for devices, whatever follows a dot. */
  private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul");

  private ZipDownload() {}

  /**
   * Files packed into a ZIP archive. Names that are not safe on disk are changed, and those that
   * would be there twice are numbered.
   *
   * @param name under which it is to be saved, of ASCII letters and digits
   */
  public static Answer of(List<FileTrees.Located> located, SampleFiles files, String name) {
    return new Answer(
        200,
        Map.of(
            "Content-Type",
            "application/zip",
            "Content-Disposition",
            "attachment; filename=\"" + name + "\""),
        new byte[0],
        Optional.of(out -> writeZip(located, files, out)));
  }

  private static void writeZip(List<FileTrees.Located> located, SampleFiles files, OutputStream out)
      throws IOException {
    Set<String> taken = new HashSet<>();
    ZipOutputStream zip = new ZipOutputStream(out);
    zip.setLevel(Deflater.BEST_SPEED);
    for (FileTrees.Located one : located) {
      Path file = files.path(one.sha256());
      if (!Files.isRegularFile(file)) continue; // its bytes are not here any more
      zip.putNextEntry(new ZipEntry(unique(safe(one.path()), taken)));
      Files.copy(file, zip);
      zip.closeEntry();
    }
    zip.finish();
  }

  /** Not yet taken on any disk, whether or not it tells upper from lower case. */
  private static String unique(String path, Set<String> taken) {
    String free = path;
    for (int n = 2; !taken.add(free.toLowerCase(Locale.ROOT)); n++) free = path + " (" + n + ")";
    return free;
  }

  /** A relative path that stays where it is unpacked, and that every system can write. */
  static String safe(String path) {
    StringBuilder safe = new StringBuilder();
    for (String part : path.split("[/\\\\]", -1)) {
      String segment = part.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}:*?\"<>|]", "_").strip();
      segment = segment.replaceAll("[. ]+$", "");
      if (segment.isEmpty()) continue;
      String stem = segment.split("\\.", 2)[0].strip().toLowerCase(Locale.ROOT);
      if (DEVICES.contains(stem) || stem.matches("(com|lpt)[0-9¹²³]")) segment = "_" + segment;
      if (segment.length() > SEGMENT_MAX) segment = segment.substring(0, SEGMENT_MAX);
      safe.append(safe.isEmpty() ? "" : "/").append(segment);
    }
    return safe.isEmpty() ? "_" : safe.toString();
  }
}
