package earmark.snapshot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Writes a snapshot beside the one that is there, and puts it in its place once it is whole and on
 * the disk. The file is: magic and version, the sections, a section that says where each of them
 * begins, and where that one begins. For one thread.
 */
public final class SnapshotWriter implements AutoCloseable {
  static final byte[] MAGIC = "EARMARK-SNAPSHOT".getBytes(StandardCharsets.US_ASCII);

  /** Counted up with every change of what stands in a snapshot, or of what an entry means. */
  static final int VERSION = 3;

  static final String TABLE = "table";

  private final Path file;
  private final Path part;
  private final Head head;
  private final FileChannel channel;
  private final Map<String, Long> beginnings = new LinkedHashMap<>();

  private SnapshotWriter(Path file, Path part, Head head, FileChannel channel) {
    this.file = file;
    this.part = part;
    this.head = head;
    this.channel = channel;
  }

  /** Writes the content of a section. */
  @FunctionalInterface
  public interface Content {
    void write(SectionWriter out) throws IOException;
  }

  public static SnapshotWriter begin(Path file, Head head) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    FileChannel channel =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    SnapshotWriter writer = new SnapshotWriter(file, part, head, channel);
    ByteBuffer first = ByteBuffer.allocate(MAGIC.length + Integer.BYTES).put(MAGIC).putInt(VERSION);
    try {
      writer.write(first);
      writer.beginnings.put(Head.SECTION, channel.position());
      writer.content(check(Head.SECTION, new byte[0]), head::write);
    } catch (IOException e) {
      writer.close();
      throw e;
    }
    return writer;
  }

  private void write(ByteBuffer bytes) throws IOException {
    bytes.flip();
    while (bytes.hasRemaining()) channel.write(bytes);
  }

  /** The check of a section begins with its name and snapshot, so that no other passes for it. */
  static CRC32C check(String section, byte[] hash) {
    CRC32C check = new CRC32C();
    check.update(section.getBytes(StandardCharsets.UTF_8));
    check.update(hash);
    return check;
  }

  /** Writes one section; no two have the same name. */
  public void section(String name, Content content) throws IOException {
    if (beginnings.putIfAbsent(name, channel.position()) != null) {
      throw new IllegalArgumentException("two sections named " + name);
    }
    content(check(name, head.hash()), content);
  }

  private void content(CRC32C check, Content content) throws IOException {
    SectionWriter out = new SectionWriter(channel, check);
    content.write(out);
    out.end();
  }

  /** Puts the file in its place. */
  public void finish() throws IOException {
    long table = channel.position();
    section(
        TABLE,
        out -> {
          out.putNumber(beginnings.size() - 1);
          for (Map.Entry<String, Long> section : beginnings.entrySet()) {
            if (section.getKey().equals(TABLE)) continue;
            out.putText(section.getKey());
            out.putLong(section.getValue());
          }
        });
    write(ByteBuffer.allocate(Long.BYTES).putLong(table));
    channel.force(true);
    channel.close();
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Without {@link #finish}, what was written goes and the file that is there stays. */
  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(part);
  }
}
