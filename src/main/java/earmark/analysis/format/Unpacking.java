package earmark.analysis.format;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is taken out of one container, while its budget lasts. The first bytes of each file tell its
 * type; whole files are written into a folder under their numbers, never under a name from the
 * container. Files without bytes are left out.
 */
public final class Unpacking implements Sink {
  /** More entries than that are a bomb of their own kind; real archives have up to 60,000. */
  static final int ENTRIES_MAX = 100_000;

  /** The limits that a container may hit, as {@link ArchiveFacts#limitHit} names them. */
  static final String ENTRIES = "entries";

  static final String RATIO = "ratio";
  static final String BYTES = "bytes";
  static final String FILES = "files";
  static final String DEPTH = "depth";

  /** After this many bytes out of a file, the ratio counts. */
  static final long RATIO_AFTER_BYTES = 1024 * 1024;

  /** Files whose type is looked at; the rest are only counted. */
  private static final int LOOKED_AT_MAX = 10_000;

  /** Files that are identified by the library too, which costs 0.4 ms each. */
  private static final int CAREFUL_MAX = 500;

  private static final int HEAD_BYTES = 4096;

  private final @Nullable Path folder;
  private final Budget budget;
  private final List<String> passwords;
  private final List<String> paths = new ArrayList<>();
  private final NavigableSet<String> types = new TreeSet<>();
  private final byte[] head = new byte[HEAD_BYTES];
  private long bytesLeft;
  private String limitHit = "";
  private int begun;
  private String path = "";
  private int headLength;
  private long out;
  private boolean keeping;
  private @Nullable OutputStream file;

  /**
   * @param folder an empty one for the files; nothing is written without
   * @param password the one that came with the file, instead of the usual ones
   */
  public Unpacking(Optional<Path> folder, Budget budget, Optional<String> password) {
    this.folder = folder.orElse(null);
    this.budget = budget;
    this.passwords = password.map(List::of).orElse(ZipPasswords.USUAL);
    this.bytesLeft = budget.bytes();
  }

  /** Those to be tried on what is encrypted. */
  List<String> passwords() {
    return passwords;
  }

  /** The folder can't be written to, which says nothing of the container. */
  public static final class Unwritable extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    Unwritable(IOException cause) {
      super(cause);
    }
  }

  /** Where in the container the files were that are in the folder; the first is file 0. */
  public List<String> paths() {
    return List.copyOf(paths);
  }

  /** The worst limit that was hit, or nothing. */
  String limitHit() {
    return limitHit;
  }

  void hit(String limit) {
    if (limitHit.isEmpty() || limit.equals(RATIO)) limitHit = limit;
  }

  /** The types of the files that were looked at. */
  List<String> types() {
    return types.stream().limit(Limits.CHILD_TYPES).toList();
  }

  /** How many times its own size a container may become as a whole. */
  boolean isBomb(long claimedBytes, long packedBytes) {
    return claimedBytes / Math.max(1, packedBytes) >= budget.ratio();
  }

  /** Whether a file of this path, which is only shown, is worth beginning with. */
  boolean begin(String pathInside) {
    path = pathInside;
    headLength = 0;
    out = 0;
    begun++;
    if (budget.tooDeep()) hit(DEPTH);
    else if (paths.size() >= budget.files()) hit(FILES);
    else if (bytesLeft <= 0) hit(BYTES);
    keeping = !budget.tooDeep() && paths.size() < budget.files() && bytesLeft > 0;
    return keeping || begun <= LOOKED_AT_MAX;
  }

  @Override
  public boolean take(byte[] bytes, int length, long consumed) {
    int looked = Math.min(length, HEAD_BYTES - headLength);
    System.arraycopy(bytes, 0, head, headLength, looked);
    headLength += looked;
    out += length;
    bytesLeft -= length;
    if (out > RATIO_AFTER_BYTES && out / Math.max(1, consumed) >= budget.ratio()) {
      hit(RATIO);
      drop();
      return false;
    }
    if (keeping && bytesLeft < 0) {
      hit(BYTES);
      drop();
    }
    if (keeping) write(bytes, length);
    return keeping || headLength < HEAD_BYTES;
  }

  /** Ends the file; it is kept if it is whole and nothing was against it. */
  void end(boolean whole) {
    if (begun <= LOOKED_AT_MAX && (headLength > 0 || whole)) {
      byte[] start = Arrays.copyOf(head, headLength);
      Identify.Found found = begun <= CAREFUL_MAX ? Identify.head(start) : Identify.quickly(start);
      types.add(found.format().word());
    }
    if (!whole || out == 0) drop();
    if (!keeping) return;
    try {
      if (file != null) file.close();
    } catch (IOException e) {
      throw new Unwritable(e);
    }
    file = null;
    paths.add(path);
  }

  private void write(byte[] bytes, int length) {
    if (folder == null) return;
    try {
      if (file == null) {
        Path place = folder.resolve(Integer.toString(paths.size()));
        file = Files.newOutputStream(place, StandardOpenOption.CREATE_NEW);
      }
      file.write(bytes, 0, length);
    } catch (IOException e) {
      throw new Unwritable(e);
    }
  }

  private void drop() {
    keeping = false;
    if (file == null || folder == null) return;
    try {
      file.close();
      file = null;
      Files.delete(folder.resolve(Integer.toString(paths.size())));
    } catch (IOException e) {
      throw new Unwritable(e);
    }
  }
}
