package earmark.store.files;

import earmark.refusal.Refusal;
import earmark.sample.SampleFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of samples: {@code samples/ab/cd/<sha256>}. A file is written beside them first, synced,
 * and then moved into its place, so a file in its place is always whole.
 */
public final class SampleFolder implements SampleFiles {
  private static final Logger LOG = LoggerFactory.getLogger(SampleFolder.class);

  private final Path samples;
  private final Path incoming;

  private SampleFolder(Path samples, Path incoming) {
    this.samples = samples;
    this.incoming = incoming;
  }

  /** Opens a server's own folder and drops what an earlier run had not received whole. */
  public static SampleFolder open(Path data) throws IOException {
    return open(data.resolve("samples"), data.resolve("incoming"), Instant.MAX);
  }

  /**
   * Opens a folder that several servers share. What is only half there may be on its way to another
   * server, so only what nobody has added to for a day is dropped.
   */
  public static SampleFolder openShared(Path samples) throws IOException {
    Instant dayAgo = Instant.now().minus(Duration.ofDays(1));
    return open(samples, samples.resolve("incoming"), dayAgo);
  }

  private static SampleFolder open(Path samples, Path incoming, Instant droppedBefore)
      throws IOException {
    Files.createDirectories(samples);
    Files.createDirectories(incoming);
    try (Stream<Path> halves = Files.list(incoming)) {
      for (Path half : halves.toList()) {
        try {
          Instant changed = Files.getLastModifiedTime(half).toInstant();
          if (changed.isBefore(droppedBefore)) delete(half);
        } catch (NoSuchFileException e) {
          // another server received it whole, or dropped it
        }
      }
    }
    return new SampleFolder(samples, incoming);
  }

  @Override
  public Incoming receive() throws IOException {
    return IncomingFile.open(this, Files.createTempFile(incoming, "", ".part"));
  }

  @Override
  public Workspace workspace() throws IOException {
    Path folder = Files.createTempDirectory(incoming, "");
    return new Workspace() {
      @Override
      public Path folder() {
        return folder;
      }

      @Override
      public void close() throws IOException {
        delete(folder);
      }
    };
  }

  /** Deletes a file, or a folder with all that is in it; links are not followed. */
  private static void delete(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> inside = Files.list(path)) {
        for (Path one : inside.toList()) delete(one);
      }
    }
    Files.deleteIfExists(path);
  }

  @Override
  public Path path(String sha256) {
    return place(samples, sha256);
  }

  @Override
  public void drop(Collection<String> sha256) {
    Set<Path> changed = new LinkedHashSet<>();
    try {
      for (String hash : sha256) {
        Path place = path(hash);
        if (Files.deleteIfExists(place)) changed.add(place.resolveSibling(""));
      }
      for (Path folder : changed) sync(folder);
    } catch (IOException e) {
      LOG.error("Could not remove the bytes of deleted samples.", e);
      throw new Refusal.Unavailable("The server can't remove files at the moment.");
    }
  }

  /** Where a sample is in a folder of samples. */
  static Path place(Path samples, String sha256) {
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
