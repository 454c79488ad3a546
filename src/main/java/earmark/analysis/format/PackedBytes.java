package earmark.analysis.format;

import org.jspecify.annotations.Nullable;

/** A range of a file, piece by piece, with an encryption undone if there is one. */
final class PackedBytes {
  private static final int STEP = 32 * 1024;

  private final Bytes in;
  private final long start;
  private final long end;
  private final @Nullable ZipCipher cipher;
  private long at;

  PackedBytes(Bytes in, long offset, long length, @Nullable ZipCipher cipher) {
    this.in = in;
    this.start = offset;
    this.at = offset;
    this.end = Math.min(in.size(), offset + Math.max(0, Math.min(length, in.size())));
    this.cipher = cipher;
  }

  /** The next bytes; none at the end. */
  byte[] next() {
    byte[] step = at >= end ? new byte[0] : in.upTo(at, (int) Math.min(STEP, end - at));
    if (cipher != null) cipher.decrypt(step);
    at += step.length;
    return step;
  }

  /** How many were read so far. */
  long consumed() {
    return at - start;
  }

  /** Hands them over as they are; answers whether all were wanted. */
  boolean copyTo(Sink to) {
    for (byte[] step = next(); step.length > 0; step = next()) {
      if (!to.take(step, step.length, consumed())) return false;
    }
    return true;
  }
}
