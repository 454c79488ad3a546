package earmark.store.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Copies files of samples from one folder to another, and looks whether their bytes are still those
 * of their names. For one thread.
 */
public final class SampleCopies {
  private static final int CHUNK = 1 << 16;

  private final Path from;
  private final Path to;
  private final byte[] chunk = new byte[CHUNK];
  private final List<String> wrong = new ArrayList<>();
  private long copied;

  public SampleCopies(Path from, Path to) {
    this.from = from;
    this.to = to;
  }

  /** How many were copied. */
  public long copied() {
    return copied;
  }

  /** A line for each that is missing or was changed. */
  public List<String> wrong() {
    return List.copyOf(wrong);
  }

  /**
   * Copies one; it is on the disk on return.
   *
   * @throws UncheckedIOException if it can't be read, or the copy can't be written
   */
  public void copy(String sha256) {
    Path source = SampleFolder.place(from, sha256);
    Path target = SampleFolder.place(to, sha256);
    MessageDigest digest = IncomingFile.digest("SHA-256");
    try (InputStream in = Files.newInputStream(source)) {
      Files.createDirectories(target.resolveSibling(""));
      try (FileChannel out =
          FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
          digest.update(chunk, 0, n);
          ByteBuffer rest = ByteBuffer.wrap(chunk, 0, n);
          while (rest.hasRemaining()) out.write(rest);
        }
        out.force(true);
      }
      copied++;
      if (!HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
        wrong.add(sha256 + ": its bytes were changed");
      }
    } catch (NoSuchFileException e) {
      wrong.add(sha256 + ": there is no file");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
