package earmark.analysis;

import earmark.analysis.format.ArchiveFacts;
import earmark.analysis.format.Bytes;
import earmark.analysis.format.ChildrenFacts;
import earmark.analysis.format.ElfFacts;
import earmark.analysis.format.ElfReader;
import earmark.analysis.format.FileFacts;
import earmark.analysis.format.Format;
import earmark.analysis.format.Identify;
import earmark.analysis.format.Overlay;
import earmark.analysis.format.PeFacts;
import earmark.analysis.format.PeReader;
import earmark.analysis.format.StringFacts;
import earmark.analysis.format.StringScan;
import earmark.analysis.format.ZipReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Reads a file and says what it is made of. Total: whatever the bytes, it ends in time that grows
 * with the size of the file, in memory that doesn't, and answers facts. The same bytes give the
 * same facts.
 */
public final class Analyser {
  /**
   * To be raised when the same bytes may give other facts; samples are then worth reading again.
   */
  public static final String VERSION = "1.2.0";

  private static final int STEP_BYTES = 128 * 1024;

  /** What the marker of a packer or installer makes of a program. The first one found counts. */
  private static final List<String[]> IDENTIFIED_BY_MARKER =
      List.of(
          new String[] {"nsis", "NSIS"},
          new String[] {"innosetup", "InnoSetup"},
          new String[] {"autoit", "AutoIt"},
          new String[] {"pyinstaller", "PyInstaller"},
          new String[] {"upx", "UPX"});

  private Analyser() {}

  /** The facts; never null, never an exception. A file that can't be read is a failure in them. */
  public static Facts analyse(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return analyse(channel);
    } catch (IOException | UncheckedIOException e) {
      return Facts.failed(Facts.UNREADABLE);
    } catch (RuntimeException e) {
      // A reader has a bug that this file found: data about the file, and one sample's loss.
      return Facts.failed("a reader failed: " + e.getClass().getSimpleName());
    }
  }

  private static Facts analyse(FileChannel channel) throws IOException {
    Bytes in = new Bytes(channel);
    StringScan scan = scan(channel);
    StringFacts strings = scan.facts();
    Identify.Found found = Identify.file(in);
    PeFacts pe = PeReader.read(in);
    ElfFacts elf = ElfReader.read(in);
    ArchiveFacts archive = ArchiveFacts.NONE;
    ChildrenFacts children = ChildrenFacts.NONE;
    Format format = found.format();
    if (format.identification().equals("ZIP")) {
      ZipReader.Contents contents = ZipReader.read(in);
      archive = contents.archive();
      children = contents.children();
      format = contents.format();
    } else if (pe.present()) {
      format = format(pe, strings);
      children = Overlay.children(in, pe);
    } else if (elf.present() && elf.kind() == 3 && !elf.shared()) {
      format = new Format(format.category(), format.type(), "Exe", "");
    }
    FileFacts file = new FileFacts(in.size(), scan.entropyBits(), format, found.media());
    return new Facts(file, pe, elf, archive, strings, children, "");
  }

  private static StringScan scan(FileChannel channel) throws IOException {
    StringScan scan = new StringScan();
    byte[] bytes = new byte[STEP_BYTES];
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    long at = 0;
    for (int n = channel.read(buffer, at); n >= 0; n = channel.read(buffer, at)) {
      scan.feed(bytes, n);
      at += n;
      buffer.clear();
    }
    return scan;
  }

  /** Spectra writes {@code PE+} for the 64-bit layout, and {@code .Net} before what is managed. */
  private static Format format(PeFacts pe, StringFacts strings) {
    String subtype = (pe.dotnet() ? ".Net " : "") + (pe.dll() ? "Dll" : "Exe");
    String identification = "";
    for (String[] known : IDENTIFIED_BY_MARKER) {
      if (identification.isEmpty() && strings.markers().contains(known[0])) {
        identification = known[1];
      }
    }
    return new Format("application", pe.plus() ? "PE+" : "PE", subtype, identification);
  }
}
