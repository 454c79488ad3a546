package earmark.analysis.format;

import earmark.analysis.format.ZipDirectory.Entry;

/**
 * Reads a ZIP archive one level deep: its directory, and each entry as far as it may be unpacked.
 * The names of entries are only compared and shown, never used as paths.
 */
public final class ZipReader {
  /** What is less can be regular. */
  private static final long SUSPICIOUS_BYTES = 64L * 1024 * 1024;

  private static final int STORED = 0;
  private static final int DEFLATED = 8;

  private final Bytes in;
  private final Unpacking out;
  private final ZipKind kind = new ZipKind();
  private int entries;
  private int files;
  private boolean encrypted;
  private long claimedBytes;
  private int begun;
  private String password = "";
  private String warning = "";

  private ZipReader(Bytes in, Unpacking out) {
    this.in = in;
    this.out = out;
  }

  /** Total: what is broken becomes the warning, and what was read up to there counts. */
  public static Contents read(Bytes in, Unpacking out) {
    ZipReader reader = new ZipReader(in, out);
    try {
      ZipDirectory directory = new ZipDirectory(in);
      try {
        directory.forEach(reader::see);
      } finally {
        reader.unpack(directory);
      }
    } catch (Malformed e) {
      reader.warning = e.what();
    }
    return reader.contents();
  }

  private Contents contents() {
    return new Contents(
        new ArchiveFacts(true, entries, encrypted, password, out.limitHit(), warning),
        new ChildrenFacts(files, out.types()),
        kind.format().orElse(Format.archive("ZIP")));
  }

  private boolean see(Entry entry) {
    if (entries == Unpacking.ENTRIES_MAX) {
      out.hit(Unpacking.ENTRIES);
      return false;
    }
    entries++;
    kind.see(entry.name());
    encrypted |= entry.encrypted();
    if (entry.isFolder()) return true;
    files++;
    // A claim of more than a gigabyte is as bad as any larger one, and can't overflow the sum.
    claimedBytes += Math.clamp(entry.unpacked(), 0, 1L << 30);
    return true;
  }

  private void unpack(ZipDirectory directory) {
    // Entries that share their packed bytes unpack to more than deflate could ever make of the
    // file.
    if (claimedBytes > SUSPICIOUS_BYTES && out.isBomb(claimedBytes, in.size())) {
      out.hit(Unpacking.RATIO);
    }
    try (Inflation inflation = new Inflation()) {
      ZipPasswords passwords = new ZipPasswords(in, inflation, out.passwords());
      directory.forEach(entry -> {
        if (begun == entries) return false;
        begun++;
        try {
          return entry.isFolder() || unpack(directory, entry, inflation, passwords);
        } catch (Malformed e) {
          warning = e.what();
          return true;
        }
      });
      password = passwords.opened();
    }
  }

  /** Answers whether another entry is worth a look. */
  private boolean unpack(
      ZipDirectory directory, Entry entry, Inflation inflation, ZipPasswords passwords) {
    long data = directory.data(entry);
    if (entry.stronglyEncrypted()) return true;
    if (entry.method() != STORED && entry.method() != DEFLATED) {
      throw new Malformed("packed by method " + entry.method());
    }
    PackedBytes packed =
        entry.encrypted()
            ? passwords.open(entry, data).orElse(null)
            : new PackedBytes(in, data, entry.packed(), null);
    if (packed == null) return true;
    if (!out.begin(entry.name())) return false;
    boolean whole = false;
    try {
      whole = entry.method() == STORED ? packed.copyTo(out) : inflation.inflate(packed, out);
    } finally {
      out.end(whole);
    }
    return true;
  }
}
