package earmark.sample;

import earmark.analysis.Analysed;
import earmark.analysis.Facts;
import earmark.analysis.format.ArchiveFacts;
import earmark.analysis.format.Budget;
import earmark.analysis.worker.Workers;
import earmark.refusal.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Has samples read by workers and keeps the files inside: their bytes first, then, in one
 * transaction, the records of those that are new and the relation to their container. What a worker
 * left is believed in nothing: it is measured, hashed and named here.
 */
final class Extraction {
  private static final int CHUNK = 1 << 16;
  private static final int LOCKS = 64;

  private final ExtractedFiles extracted;
  private final SampleFiles files;
  private final Workers workers;
  private final TreeLimits limits;
  private final InstantSource clock;
  private final List<Object> treeLocks =
      IntStream.range(0, LOCKS).mapToObj(_ -> new Object()).toList();

  Extraction(
      ExtractedFiles extracted,
      SampleFiles files,
      Workers workers,
      TreeLimits limits,
      InstantSource clock) {
    this.extracted = extracted;
    this.files = files;
    this.workers = workers;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Reads a sample. If it could be read, the files in it are kept and related to it; their records
   * wait for the entry that says that they arrived. If not, the relation stays as it was.
   *
   * @throws UncheckedIOException if something here can't be written, which says nothing of it
   */
  Facts read(Sample sample) {
    ExtractedFiles.Origin origin = extracted.origin(sample.number());
    try (SampleFiles.Workspace workspace = files.workspace()) {
      Analysed done =
          workers.analyse(
              files.path(sample.digests().sha256()),
              Optional.of(workspace.folder()),
              budget(sample, origin),
              Optional.empty());
      boolean isContainer = !done.paths().isEmpty() || extracted.count(sample.number()) > 0;
      if (!done.facts().failure().isEmpty() || !isContainer) return done.facts();
      // Two containers of one tree may be read at once; what is left is asked again for each.
      synchronized (treeLocks.get(Math.floorMod(origin.root(), LOCKS))) {
        return keep(sample, done, workspace.folder(), budget(sample, origin));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Takes the one file out of an archive that came with its password.
   *
   * @throws Refusal.Invalid if it is no ZIP archive with exactly one file, or the password is wrong
   * @throws Refusal.TooLarge if more would come out than may
   */
  Inside inside(SampleFiles.Incoming archive, String password) throws IOException {
    try (SampleFiles.Workspace workspace = files.workspace()) {
      Analysed done =
          workers.analyse(
              archive.path(),
              Optional.of(workspace.folder()),
              new Budget(limits.bytes(), limits.files(), limits.ratio(), false),
              Optional.of(password));
      ArchiveFacts facts = done.facts().archive();
      if (!done.facts().failure().isEmpty() || !facts.present()) {
        throw new Refusal.Invalid(
            "\"archive_password\" goes with a ZIP archive, which this is not.");
      }
      if (!facts.limitHit().isEmpty()) {
        throw new Refusal.TooLarge(
            "More would come out of the archive than may; the limit is in "
                + facts.limitHit()
                + ".");
      }
      if (facts.encrypted() && facts.password().isEmpty()) {
        throw new Refusal.Invalid("The password does not open the archive.");
      }
      if (facts.entries() != 1 || done.paths().size() != 1) {
        throw new Refusal.Invalid("An archive with a password must hold exactly one file.");
      }
      Path file = workspace.folder().resolve("0");
      Optional<Long> sizeBytes = sizeBytes(file);
      Optional<SampleFiles.Incoming> copy =
          sizeBytes.isPresent() ? copy(file, sizeBytes.get()) : Optional.empty();
      if (copy.isEmpty()) throw new Refusal.Invalid("The file in the archive can't be read.");
      return new Inside(copy.get(), FileNames.name(FileNames.path(done.paths().getFirst())));
    }
  }

  /**
   * A file that was in an archive.
   *
   * @param name the one that it has there
   */
  record Inside(SampleFiles.Incoming file, String name) {}

  private Budget budget(Sample sample, ExtractedFiles.Origin origin) {
    return limits.left(origin.depth(), extracted.contents(origin.root(), sample.number()));
  }

  private Facts keep(Sample container, Analysed done, Path folder, Budget budget)
      throws IOException {
    List<ExtractedFiles.Found> found = new ArrayList<>();
    long bytesLeft = budget.bytes();
    Facts facts = done.facts();
    for (int i = 0; i < done.paths().size(); i++) {
      Path file = folder.resolve(Integer.toString(i));
      Optional<Long> sizeBytes = sizeBytes(file);
      if (sizeBytes.isEmpty()) return Facts.failed(Facts.GARBLED);
      bytesLeft -= sizeBytes.get();
      if (bytesLeft < 0 || i >= budget.files()) {
        facts = facts.cutOff(bytesLeft < 0 ? "bytes" : "files");
        break;
      }
      String path = done.paths().get(i);
      Optional<Digests> digests = keep(file, sizeBytes.get());
      if (digests.isEmpty()) return Facts.failed(Facts.GARBLED);
      found.add(
          new ExtractedFiles.Found(
              digests.get(), FileNames.path(path), FileNames.name(FileNames.path(path))));
    }
    extracted.replace(container.number(), found, clock.instant());
    return facts;
  }

  /** The size of a file that a worker wrote; absent if it has no bytes, or is something else. */
  private static Optional<Long> sizeBytes(Path file) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return attributes.isRegularFile() && attributes.size() > 0
        ? Optional.of(attributes.size())
        : Optional.empty();
  }

  /** Keeps the bytes of a file; absent if it grows meanwhile. */
  private Optional<Digests> keep(Path file, long sizeBytes) throws IOException {
    Optional<SampleFiles.Incoming> copy = copy(file, sizeBytes);
    if (copy.isEmpty()) return Optional.empty();
    try (SampleFiles.Incoming kept = copy.get()) {
      Digests digests = kept.digests();
      kept.keep();
      return Optional.of(digests);
    }
  }

  /** The bytes of a file that a worker wrote; absent if it grows meanwhile. */
  private Optional<SampleFiles.Incoming> copy(Path file, long sizeBytes) throws IOException {
    byte[] chunk = new byte[CHUNK];
    SampleFiles.Incoming copy = files.receive();
    boolean whole = false;
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        if (copy.sizeBytes() + n > sizeBytes) return Optional.empty();
        copy.write(chunk, 0, n);
      }
      whole = true;
      return Optional.of(copy);
    } finally {
      if (!whole) copy.close();
    }
  }
}
