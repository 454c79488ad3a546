package earmark.analysis;

import earmark.analysis.format.ArchiveFacts;
import earmark.analysis.format.Budget;
import earmark.analysis.format.Bytes;
import earmark.analysis.format.ChildrenFacts;
import earmark.analysis.format.Contents;
import earmark.analysis.format.ElfFacts;
import earmark.analysis.format.ElfReader;
import earmark.analysis.format.FileFacts;
import earmark.analysis.format.Format;
import earmark.analysis.format.Identify;
import earmark.analysis.format.Overlay;
import earmark.analysis.format.PackedReader;
import earmark.analysis.format.PeFacts;
import earmark.analysis.format.PeReader;
import earmark.analysis.format.StringFacts;
import earmark.analysis.format.StringScan;
import earmark.analysis.format.Unpacking;
import earmark.analysis.format.ZipReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * Reads a file and says what it is made of. Total: whatever the bytes, it ends in time that grows
 * with the size of the file and the budget for what is in it, in memory that doesn't, and answers
 * facts. The same bytes with the same budget give the same facts.
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

  /** The facts alone; never an exception. A file that can't be read is a failure in them. */
  public static Facts analyse(Path file) {
    return analyse(file, Optional.empty(), Budget.USUAL).facts();
  }

  /**
   * The facts, and the files inside, which are written into a folder if there is one. Never an
   * exception.
   *
   * @param folder an empty one
   */
  public static Analysed analyse(Path file, Optional<Path> folder, Budget budget) {
    return analyse(file, folder, budget, Optional.empty());
  }

  /**
   * The same.
   *
   * @param password the one that came with the file, instead of the usual ones
   */
  public static Analysed analyse(
      Path file, Optional<Path> folder, Budget budget, Optional<String> password) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      Unpacking out = new Unpacking(folder, budget, password);
      Facts facts = analyse(channel, out);
      return new Analysed(facts, out.paths());
    } catch (Unpacking.Unwritable e) {
      return Analysed.failed(Facts.UNWRITABLE);
    } catch (IOException | UncheckedIOException e) {
      return Analysed.failed(Facts.UNREADABLE);
    } catch (RuntimeException e) {
      // A reader has a bug that this file found: data about the file, and one sample's loss.
      return Analysed.failed("a reader failed: " + e.getClass().getSimpleName());
    }
  }

  private static Facts analyse(FileChannel channel, Unpacking out) throws IOException {
    Bytes in = new Bytes(channel);
    StringScan scan = scan(channel);
    StringFacts strings = scan.facts();
    Identify.Found found = Identify.file(in);
    PeFacts pe = PeReader.read(in);
    ElfFacts elf = ElfReader.read(in);
    Format format = found.format();
    Contents contents = new Contents(ArchiveFacts.NONE, ChildrenFacts.NONE, format);
    if (format.identification().equals("ZIP")) {
      contents = ZipReader.read(in, out);
    } else if (pe.present()) {
      contents = Overlay.read(in, pe, format(pe, strings), out);
    } else if (elf.present() && elf.kind() == 3 && !elf.shared()) {
      Format program = new Format(format.category(), format.type(), "Exe", "");
      contents = new Contents(ArchiveFacts.NONE, ChildrenFacts.NONE, program);
    } else {
      contents = PackedReader.read(in, format, out).orElse(contents);
    }
    FileFacts file = new FileFacts(in.size(), scan.entropyBits(), contents.format(), found.media());
    return new Facts(file, pe, elf, contents.archive(), strings, contents.children(), "");
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
