package earmark;

import earmark.access.TokenKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The folder that holds an instance, locked so that only one server uses it at a time. */
final class DataFolder implements AutoCloseable {
  static final String DATABASE = "earmark.db";
  static final String TOKEN_KEY = "token.key";
  static final String SAMPLES = "samples";
  private final Path path;
  private final FileChannel lockFile;

  private DataFolder(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /**
   * Opens the folder, making it for its owner alone if it is missing.
   *
   * @throws IOException if another server uses it
   */
  static DataFolder open(Path path) throws IOException {
    make(path);
    FileChannel lockFile =
        FileChannel.open(
            path.resolve("earmark.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isLocked(lockFile)) {
      lockFile.close();
      throw new IOException("Another server uses the data folder " + path + ".");
    }
    return new DataFolder(path, lockFile);
  }

  /** Makes a folder for its owner alone, if it is missing. */
  static void make(Path path) throws IOException {
    if (Files.isDirectory(path)) return;
    Files.createDirectories(path);
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static boolean isLocked(FileChannel lockFile) throws IOException {
    try {
      @Nullable FileLock lock = lockFile.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // held within this process
    }
  }

  Path database() {
    return path.resolve(DATABASE);
  }

  Path snapshot() {
    return path.resolve(Snapshots.FILE);
  }

  /**
   * The key for API tokens: from a file that several servers share, else the folder's own, which is
   * made at the first start.
   *
   * @throws IOException if the shared file is missing, since each server would make another
   */
  TokenKey tokenKey(Optional<Path> shared) throws IOException {
    if (shared.isPresent()) return sharedKey(shared.get());
    Path file = path.resolve(TOKEN_KEY);
    if (!Files.exists(file)) {
      byte[] secret = new byte[32];
      new SecureRandom().nextBytes(secret);
      Path half = path.resolve("token.key.part");
      Files.deleteIfExists(half);
      if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            half,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      Files.write(half, secret, StandardOpenOption.CREATE, StandardOpenOption.SYNC);
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return new TokenKey(Files.readAllBytes(file));
  }

  /** The key that signs checkpoints; made when it is first asked for. */
  LedgerKey ledgerKey() throws IOException {
    return LedgerKey.of(path);
  }

  private static TokenKey sharedKey(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "There is no token key at "
              + file
              + ". Make one of 32 random bytes, or copy token.key from the folder of a server.");
    }
    byte[] secret = Files.readAllBytes(file);
    if (secret.length != TokenKey.BYTES) {
      throw new IOException("The token key " + file + " does not have 32 bytes.");
    }
    return new TokenKey(secret);
  }

  /** Lets another server use the folder. */
  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
