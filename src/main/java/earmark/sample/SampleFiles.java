package earmark.sample;

import java.io.IOException;
import java.nio.file.Path;

/** Where the bytes of samples are kept, by their SHA-256. */
public interface SampleFiles {

  /** Begins to receive a file of unknown size. */
  Incoming receive() throws IOException;

  /** Where the bytes of a sample are, for the analysis to read. */
  Path path(String sha256);

  /**
   * A file that is being received: straight to disk, hashed on the way. Closing it without {@link
   * #keep} leaves nothing behind. For one thread.
   */
  interface Incoming extends AutoCloseable {
    void write(byte[] bytes, int from, int length) throws IOException;

    /** The bytes received so far. */
    long sizeBytes();

    /** The hashes of everything received; nothing can be written any more. */
    Digests digests() throws IOException;

    /** Puts the file in its place, durably. */
    void keep() throws IOException;

    @Override
    void close() throws IOException;
  }
}
