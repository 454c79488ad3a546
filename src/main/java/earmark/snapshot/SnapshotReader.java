package earmark.snapshot;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/** Reads the sections of a snapshot, in any order and from any thread. */
public final class SnapshotReader implements AutoCloseable {
  private static final int FIRST_BYTES = SnapshotWriter.MAGIC.length + Integer.BYTES;

  private final FileChannel channel;
  private final Head head;
  private final Map<String, Long> beginnings;

  private SnapshotReader(FileChannel channel, Head head, Map<String, Long> beginnings) {
    this.channel = channel;
    this.head = head;
    this.beginnings = beginnings;
  }

  /** Reads the content of a section. */
  @FunctionalInterface
  public interface Content<T> {
    T read(SectionReader in) throws IOException;
  }

  /**
   * Opens a snapshot.
   *
   * @throws Unusable if it is none, damaged, or of another version
   */
  public static SnapshotReader open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      ByteBuffer first = read(channel, 0, FIRST_BYTES);
      byte[] magic = new byte[SnapshotWriter.MAGIC.length];
      first.get(magic);
      if (!Arrays.equals(magic, SnapshotWriter.MAGIC)) throw new Unusable("it is no snapshot");
      int version = first.getInt();
      if (version != SnapshotWriter.VERSION) {
        throw new Unusable("it is of version " + version + ", not " + SnapshotWriter.VERSION);
      }
      Head head =
          read(channel, FIRST_BYTES, SnapshotWriter.check(Head.SECTION, new byte[0]), Head::read);
      long table = read(channel, channel.size() - Long.BYTES, Long.BYTES).getLong();
      if (table < FIRST_BYTES || table >= channel.size()) throw new Unusable("the file is damaged");
      CRC32C check = SnapshotWriter.check(SnapshotWriter.TABLE, head.hash());
      return new SnapshotReader(channel, head, read(channel, table, check, in -> table(in)));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static Map<String, Long> table(SectionReader in) throws IOException {
    Map<String, Long> beginnings = new HashMap<>();
    for (int left = in.getNumber(); left > 0; left--) {
      beginnings.put(in.getText(), in.getLong());
    }
    return beginnings;
  }

  private static ByteBuffer read(FileChannel channel, long from, int count) throws IOException {
    if (from < 0) throw new EOFException("the file is cut off");
    ByteBuffer bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0) {
        throw new EOFException("the file is cut off");
      }
    }
    return bytes.flip();
  }

  private static <T> T read(FileChannel channel, long from, CRC32C check, Content<T> content)
      throws IOException {
    SectionReader in = new SectionReader(channel, from, check);
    T value = content.read(in);
    in.end();
    return value;
  }

  /** What the snapshot stands for. */
  public Head head() {
    return head;
  }

  /**
   * Reads one section to its end.
   *
   * @throws Unusable if there is none, or it is damaged
   */
  public <T> T section(String name, Content<T> content) throws IOException {
    Long from = beginnings.get(name);
    if (from == null) throw new Unusable("it has no section " + name);
    return read(channel, from, SnapshotWriter.check(name, head.hash()), content);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
