package earmark.analysis.format;

import earmark.analysis.format.ZipDirectory.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Reads a ZIP archive one level deep: its directory, and the first bytes of each entry for the
 * type. Nothing is written anywhere, and the names of entries are only compared, never used as
 * paths.
 */
public final class ZipReader {
  /** More entries are a bomb of its own kind. The largest archives of real programs have 60,000. */
  static final int ENTRIES_MAX = 100_000;

  /** Children whose type is looked at; the rest are only counted. */
  private static final int CHILDREN_MAX = 10_000;

  /** Children that are identified by the library too, which costs 0.4 ms each. */
  private static final int CAREFUL_MAX = 500;

  private static final long BUDGET_BYTES = 64L * 1024 * 1024;
  private static final int HEAD_BYTES = 4096;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;

  private final Bytes in;
  private final ZipKind kind = new ZipKind();
  private final List<Entry> children = new ArrayList<>();
  private final NavigableSet<String> types = new TreeSet<>();
  private int entries;
  private int files;
  private boolean encrypted;
  private long claimedBytes;
  private String limitHit = "";
  private String warning = "";

  private ZipReader(Bytes in) {
    this.in = in;
  }

  /** An archive, its children, and a better name for it than {@code ZIP} if it has one. */
  public record Contents(ArchiveFacts archive, ChildrenFacts children, Format format) {}

  /** Total: what is broken becomes the warning, and what was read up to there counts. */
  public static Contents read(Bytes in) {
    ZipReader reader = new ZipReader(in);
    try {
      ZipDirectory directory = new ZipDirectory(in);
      try {
        directory.forEach(reader::see);
      } finally {
        reader.readChildren(directory);
      }
    } catch (Malformed e) {
      reader.warning = e.what();
    }
    return reader.contents();
  }

  private Contents contents() {
    return new Contents(
        new ArchiveFacts(true, entries, encrypted, limitHit, warning),
        new ChildrenFacts(files, types.stream().limit(Limits.CHILD_TYPES).toList()),
        kind.format().orElse(Format.archive("ZIP")));
  }

  private boolean see(Entry entry) {
    if (entries == ENTRIES_MAX) {
      limitHit = "entries";
      return false;
    }
    entries++;
    kind.see(entry.name());
    encrypted |= entry.encrypted();
    if (entry.isFolder()) return true;
    files++;
    // A claim of more than a gigabyte is as bad as any larger one, and can't overflow the sum.
    claimedBytes += Math.clamp(entry.unpacked(), 0, 1L << 30);
    if (children.size() < CHILDREN_MAX) children.add(entry);
    return true;
  }

  private void readChildren(ZipDirectory directory) {
    // Entries that share their packed bytes unpack to more than deflate could ever make of the
    // file.
    if (claimedBytes > BUDGET_BYTES && claimedBytes / in.size() >= Inflation.RATIO_MAX) {
      limitHit = "ratio";
    }
    try (Inflation inflation = new Inflation(BUDGET_BYTES)) {
      for (int i = 0; i < children.size(); i++) {
        Entry child = children.get(i);
        if (child.encrypted()) continue;
        try {
          byte[] head = head(directory, child, inflation);
          Identify.Found found = i < CAREFUL_MAX ? Identify.head(head) : Identify.quickly(head);
          types.add(found.format().word());
        } catch (Malformed e) {
          warning = e.what();
        }
      }
    }
  }

  private byte[] head(ZipDirectory directory, Entry entry, Inflation inflation) {
    long data = directory.data(entry);
    if (entry.method() == STORED) {
      return in.upTo(data, Math.clamp(entry.packed(), 0, HEAD_BYTES));
    }
    if (entry.method() != DEFLATED) throw new Malformed("packed by method " + entry.method());
    byte[] head = inflation.inflate(in, data, entry.packed(), HEAD_BYTES);
    if (inflation.exploded()) limitHit = "ratio";
    return head;
  }
}
