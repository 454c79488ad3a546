package earmark.store.files;

import earmark.sample.SampleFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * A folder of samples: {@code samples/ab/cd/<sha256>}. A file is written beside them first, synced,
 * and then moved into its place, so a file in its place is always whole.
 */
public final class SampleFolder implements SampleFiles {
  private final Path samples;
  private final Path incoming;

  private SampleFolder(Path samples, Path incoming) {
    this.samples = samples;
    this.incoming = incoming;
  }

  /** Opens the folder and drops what an earlier run had not received whole. */
  public static SampleFolder open(Path data) throws IOException {
    SampleFolder folder = new SampleFolder(data.resolve("samples"), data.resolve("incoming"));
    Files.createDirectories(folder.samples);
    Files.createDirectories(folder.incoming);
    try (Stream<Path> halves = Files.list(folder.incoming)) {
      for (Path half : halves.toList()) Files.delete(half);
    }
    return folder;
  }

  @Override
  public Incoming receive() throws IOException {
    return IncomingFile.open(this, Files.createTempFile(incoming, "", ".part"));
  }

  @Override
  public Path path(String sha256) {
    return samples.resolve(sha256.substring(0, 2)).resolve(sha256.substring(2, 4)).resolve(sha256);
  }

  /** Makes the entries of a folder durable. */
  static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Makes the folder of a sample and those above it, durably, and answers it. */
  Path makeFolder(Path sample) throws IOException {
    Path inner = sample.resolveSibling("");
    if (Files.isDirectory(inner)) return inner;
    Files.createDirectories(inner);
    sync(inner.resolveSibling(""));
    sync(samples);
    return inner;
  }
}
