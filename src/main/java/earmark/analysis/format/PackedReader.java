package earmark.analysis.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.commons.compress.PasswordRequiredException;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Commons Compress unpacks: GZIP, BZIP2, XZ, TAR and 7Z, one level deep. What the
 * library makes of damaged files is a warning, whatever it throws.
 */
public final class PackedReader {
  private static final int STEP = 32 * 1024;

  /** A stream has one file, which often has no name. */
  private static final String NAMELESS = "0";

  /** Of the memory of the process, what a dictionary may take. */
  private static final int MEMORY_SHARE = 4;

  private final Bytes in;
  private final Unpacking out;
  private final byte[] step = new byte[STEP];
  private int entries;
  private int files;
  private boolean encrypted;
  private String password = "";
  private String warning = "";

  private PackedReader(Bytes in, Unpacking out) {
    this.in = in;
    this.out = out;
  }

  /** What is inside a file of such a format; absent if it is another format. */
  public static Optional<Contents> read(Bytes in, Format format, Unpacking out) {
    PackedReader reader = new PackedReader(in, out);
    try {
      switch (format.identification()) {
        case "GZIP" -> reader.gzip();
        case "BZIP2" -> {
          BytesStream packed = new BytesStream(in);
          reader.stream(new BZip2CompressorInputStream(packed, true), NAMELESS, packed);
        }
        case "XZ" -> {
          BytesStream packed = new BytesStream(in);
          XZCompressorInputStream plain =
              XZCompressorInputStream.builder()
                  .setInputStream(packed)
                  .setDecompressConcatenated(true)
                  .setMemoryLimitKiB(memoryKib())
                  .get();
          reader.stream(plain, NAMELESS, packed);
        }
        case "TAR" -> reader.tar();
        case "7Z" -> reader.sevenZip();
        default -> {
          return Optional.empty();
        }
      }
    } catch (UncheckedIOException e) {
      throw e; // of the disk, not of the file
    } catch (IOException | RuntimeException e) {
      reader.warning = "damaged: " + e.getClass().getSimpleName();
    }
    ArchiveFacts archive =
        new ArchiveFacts(
            true,
            reader.entries,
            reader.encrypted,
            reader.password,
            out.limitHit(),
            reader.warning);
    return Optional.of(new Contents(archive, new ChildrenFacts(reader.files, out.types()), format));
  }

  private static int memoryKib() {
    return (int)
        Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / MEMORY_SHARE / 1024);
  }

  private void gzip() throws IOException {
    BytesStream packed = new BytesStream(in);
    GzipCompressorInputStream plain =
        GzipCompressorInputStream.builder()
            .setInputStream(packed)
            .setDecompressConcatenated(true)
            .setFileNameCharset(StandardCharsets.UTF_8)
            .get();
    String name = plain.getMetaData().getFileName();
    stream(plain, name == null || name.isBlank() ? NAMELESS : EntryNames.shortened(name), packed);
  }

  private void stream(InputStream plain, String name, BytesStream packed) throws IOException {
    entries = 1;
    files = 1;
    if (out.begin(name)) unpack(plain, packed, 0);
  }

  /** Unpacks one file; damage ends it before it is thrown on. */
  private void unpack(InputStream plain, BytesStream packed, long consumedBefore)
      throws IOException {
    boolean whole = false;
    try {
      int n = plain.read(step);
      while (n >= 0 && out.take(step, n, packed.consumed() - consumedBefore)) n = plain.read(step);
      whole = n < 0;
    } finally {
      out.end(whole);
    }
  }

  private boolean another() {
    if (entries == Unpacking.ENTRIES_MAX) {
      out.hit(Unpacking.ENTRIES);
      return false;
    }
    entries++;
    return true;
  }

  private void tar() throws IOException {
    BytesStream packed = new BytesStream(in);
    TarArchiveInputStream tar = new TarArchiveInputStream(packed);
    boolean wanted = true;
    for (TarArchiveEntry entry = tar.getNextEntry();
        entry != null && another();
        entry = tar.getNextEntry()) {
      if (!entry.isFile() || entry.isLink() || entry.isSymbolicLink()) continue;
      files++;
      if (!wanted || !tar.canReadEntryData(entry)) continue;
      wanted = out.begin(EntryNames.shortened(entry.getName()));
      if (wanted) unpack(tar, packed, packed.consumed());
    }
  }

  private void sevenZip() throws IOException {
    try {
      sevenZip(null);
      return;
    } catch (PasswordRequiredException e) {
      encrypted = true;
    }
    for (String tried : ZipPasswords.USUAL) {
      if (!opens(tried)) continue;
      password = tried;
      entries = 0;
      files = 0;
      sevenZip(tried.toCharArray());
      return;
    }
  }

  /** The channel is the caller's to close. */
  private SevenZFile open(char @Nullable [] secret) throws IOException {
    SevenZFile.Builder builder =
        SevenZFile.builder()
            .setSeekableByteChannel(in.channel().position(0))
            .setMaxMemoryLimitKiB(memoryKib());
    return secret == null ? builder.get() : builder.setPassword(secret).get();
  }

  private boolean opens(String tried) throws IOException {
    try {
      SevenZFile file = open(tried.toCharArray());
      for (SevenZArchiveEntry entry = file.getNextEntry(); entry != null; ) {
        if (!entry.isDirectory() && entry.hasStream() && entry.getSize() > 0) {
          long left = Unpacking.RATIO_AFTER_BYTES;
          int n = file.read(step);
          while (n > 0 && (left -= n) > 0) n = file.read(step);
          return true;
        }
        entry = file.getNextEntry();
      }
      return true;
    } catch (UncheckedIOException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      return false; // what a wrong password makes of the bytes is damaged in some way
    }
  }

  private void sevenZip(char @Nullable [] secret) throws IOException {
    SevenZFile file = open(secret);
    boolean wanted = true;
    for (SevenZArchiveEntry entry = file.getNextEntry();
        entry != null && another();
        entry = file.getNextEntry()) {
      if (entry.isDirectory() || !entry.hasStream()) continue;
      files++;
      if (!wanted) continue;
      String name = entry.getName() == null ? NAMELESS : entry.getName();
      wanted = out.begin(EntryNames.shortened(name));
      if (!wanted) continue;
      boolean whole = false;
      try {
        int n = file.read(step);
        while (n > 0 && out.take(step, n, in.size())) {
          n = file.read(step);
        }
        whole = n <= 0;
      } finally {
        out.end(whole);
      }
    }
  }
}
