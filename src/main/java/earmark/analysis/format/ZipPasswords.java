package earmark.analysis.format;

import earmark.analysis.format.ZipDirectory.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Tries the passwords under which malware is usually handed on, or the one that came with a file.
 * One that opened an entry is the first for the next.
 */
final class ZipPasswords {
  /** The most common first. */
  static final List<String> USUAL = List.of("infected", "malware", "virus");

  /** How much of an entry is unpacked to make sure of a password. */
  private static final long TRIED_BYTES = 64L * 1024 * 1024;

  private final Bytes in;
  private final Inflation inflation;
  private final List<String> passwords;
  private String opened = "";

  ZipPasswords(Bytes in, Inflation inflation, List<String> passwords) {
    this.in = in;
    this.inflation = inflation;
    this.passwords = new ArrayList<>(passwords);
  }

  /** The password that opened an entry, or nothing. */
  String opened() {
    return opened;
  }

  /** The plain bytes of an entry, still packed; absent if no password fits. */
  Optional<PackedBytes> open(Entry entry, long data) {
    for (String password : passwords) {
      Optional<PackedBytes> plain = open(entry, data, password);
      if (plain.isEmpty()) continue;
      if (!password.equals(opened) && !isSure(entry, data, password)) continue;
      opened = password;
      passwords.remove(password);
      passwords.addFirst(password);
      return plain;
    }
    return Optional.empty();
  }

  private Optional<PackedBytes> open(Entry entry, long data, String password) {
    if (entry.aesStrength() > 0) {
      int header = ZipAes.headerBytes(entry.aesStrength());
      long length = entry.packed() - ZipAes.overheadBytes(entry.aesStrength());
      return ZipAes.open(in.upTo(data, header), entry.aesStrength(), password)
          .map(cipher -> new PackedBytes(in, data + header, length, cipher));
    }
    int header = ZipTraditional.HEADER_BYTES;
    return ZipTraditional.open(in.upTo(data, header), entry.checkByte(), password)
        .map(cipher -> new PackedBytes(in, data + header, entry.packed() - header, cipher));
  }

  /** Whether what comes out has the checksum that the directory says, as far as there is one. */
  private boolean isSure(Entry entry, long data, String password) {
    if (entry.aesStrength() > 0) return true;
    CRC32 crc = new CRC32();
    long[] out = {0};
    Sink sum =
        (bytes, length, _) -> {
          crc.update(bytes, 0, length);
          out[0] += length;
          return out[0] < TRIED_BYTES;
        };
    PackedBytes plain = open(entry, data, password).orElseThrow();
    boolean whole = entry.method() == 0 ? plain.copyTo(sum) : inflation.inflate(plain, sum);
    return out[0] >= TRIED_BYTES || (whole && crc.getValue() == entry.crc());
  }
}
