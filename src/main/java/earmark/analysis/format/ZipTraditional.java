package earmark.analysis.format;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The traditional PKWARE encryption. Source: APPNOTE.TXT 6.3.10, section 6.1. */
final class ZipTraditional implements ZipCipher {
  /** Random bytes before the data, the last of which is known beforehand. */
  static final int HEADER_BYTES = 12;

  private static final int[] CRC = crcTable();

  private int key0 = 0x12345678;
  private int key1 = 0x23456789;
  private int key2 = 0x34567890;

  private ZipTraditional(String password) {
    for (byte b : password.getBytes(StandardCharsets.UTF_8)) update(b);
  }

  private static int[] crcTable() {
    int[] table = new int[256];
    for (int i = 0; i < 256; i++) {
      int crc = i;
      for (int bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
      table[i] = crc;
    }
    return table;
  }

  /**
   * What decrypts the bytes after a header; absent if the password is wrong. One wrong password of
   * 256 is not noticed by the header.
   *
   * @param lastByte of the header, decrypted
   */
  static Optional<ZipCipher> open(byte[] header, int lastByte, String password) {
    ZipTraditional cipher = new ZipTraditional(password);
    byte[] plain = header.clone();
    cipher.decrypt(plain);
    boolean right = plain.length == HEADER_BYTES && (plain[HEADER_BYTES - 1] & 0xff) == lastByte;
    return right ? Optional.of(cipher) : Optional.empty();
  }

  @Override
  public void decrypt(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      int mixed = (key2 | 2) & 0xffff;
      bytes[i] ^= (byte) ((mixed * (mixed ^ 1)) >>> 8);
      update(bytes[i]);
    }
  }

  private void update(byte plain) {
    key0 = crc(key0, plain);
    key1 = (key1 + (key0 & 0xff)) * 134_775_813 + 1;
    key2 = crc(key2, (byte) (key1 >>> 24));
  }

  private static int crc(int crc, byte b) {
    return (crc >>> 8) ^ CRC[(crc ^ b) & 0xff];
  }
}
