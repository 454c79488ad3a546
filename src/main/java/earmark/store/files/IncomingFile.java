package earmark.store.files;

import earmark.refusal.Refusal;
import earmark.sample.Digests;
import earmark.sample.SampleFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file on its way into the folder. */
final class IncomingFile implements SampleFiles.Incoming {
  private static final Logger LOG = LoggerFactory.getLogger(IncomingFile.class);

  private final SampleFolder folder;
  private final Path part;
  private final FileChannel channel;
  private final MessageDigest md5 = digest("MD5");
  private final MessageDigest sha1 = digest("SHA-1");
  private final MessageDigest sha256 = digest("SHA-256");
  private final MessageDigest sha512 = digest("SHA-512");
  private long sizeBytes;
  private @Nullable Digests digests;

  private IncomingFile(SampleFolder folder, Path part, FileChannel channel) {
    this.folder = folder;
    this.part = part;
    this.channel = channel;
  }

  static IncomingFile open(SampleFolder folder, Path part) throws IOException {
    return new IncomingFile(folder, part, FileChannel.open(part, StandardOpenOption.WRITE));
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    for (MessageDigest digest : new MessageDigest[] {md5, sha1, sha256, sha512}) {
      digest.update(bytes, from, length);
    }
    ByteBuffer rest = ByteBuffer.wrap(bytes, from, length);
    try {
      while (rest.hasRemaining()) channel.write(rest);
    } catch (IOException e) {
      throw full(e);
    }
    sizeBytes += length;
  }

  @Override
  public long sizeBytes() {
    return sizeBytes;
  }

  @Override
  public Path path() {
    return part;
  }

  @Override
  public Digests digests() {
    Digests done = digests;
    if (done == null) {
      HexFormat hex = HexFormat.of();
      done =
          new Digests(
              hex.formatHex(md5.digest()),
              hex.formatHex(sha1.digest()),
              hex.formatHex(sha256.digest()),
              hex.formatHex(sha512.digest()),
              sizeBytes);
      digests = done;
    }
    return done;
  }

  @Override
  public void keep() {
    Path place = folder.path(digests().sha256());
    if (Files.exists(place)) return;
    try {
      channel.force(true);
      Path parent = folder.makeFolder(place);
      Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
      SampleFolder.sync(parent);
    } catch (IOException e) {
      throw full(e);
    }
  }

  private static Refusal full(IOException cause) {
    LOG.error("Could not write a file that was sent; nothing of it is kept.", cause);
    return new Refusal.Unavailable("The server can't store files at the moment; send it later.");
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(part);
  }

  static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform lacks " + algorithm, e);
    }
  }
}
