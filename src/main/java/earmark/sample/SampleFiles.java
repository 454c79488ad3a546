package earmark.sample;

import earmark.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;

/** Where the bytes of samples are kept, by their SHA-256. */
public interface SampleFiles {

  /** Begins to receive a file of unknown size. */
  Incoming receive() throws IOException;

  /** Where the bytes of a sample are, for the analysis to read. */
  Path path(String sha256);

  /** A new empty folder for files on their way in; the next start drops what is left of it. */
  Workspace workspace() throws IOException;

  /** A folder that goes with all that is in it when it is closed. */
  interface Workspace extends AutoCloseable {
    Path folder();

    @Override
    void close() throws IOException;
  }

  /**
   * Drops the bytes of samples, durably; those that are not there are passed over.
   *
   * @throws Refusal.Unavailable if they can't be dropped
   */
  void drop(Collection<String> sha256);

  /**
   * A file that is being received: straight to disk, hashed on the way. Closing it without {@link
   * #keep} leaves nothing behind. For one thread.
   */
  interface Incoming extends AutoCloseable {
    /**
     * Receives the next bytes.
     *
     * @throws Refusal.Unavailable if they can't be stored, for example since the disk is full
     */
    void write(byte[] bytes, int from, int length);

    /** The bytes received so far. */
    long sizeBytes();

    /** Where the bytes received so far are, until the file is kept or closed. */
    Path path();

    /** The hashes of everything received; nothing can be written any more. */
    Digests digests();

    /**
     * Puts the file in its place, durably.
     *
     * @throws Refusal.Unavailable if it can't be stored
     */
    void keep();

    @Override
    void close() throws IOException;
  }
}
