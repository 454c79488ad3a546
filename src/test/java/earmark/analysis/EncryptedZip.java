package earmark.analysis;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** Writes ZIP archives with one encrypted entry, byte by byte. */
public final class EncryptedZip {
  private EncryptedZip() {}

  /** By the traditional encryption. */
  public static byte[] traditional(String name, byte[] content, String password) {
    int crc = crc(content);
    int[] keys = {0x12345678, 0x23456789, 0x34567890};
    for (byte b : password.getBytes(StandardCharsets.UTF_8)) update(keys, b);
    byte[] header = new byte[12];
    header[11] = (byte) (crc >>> 24);
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (byte[] part : new byte[][] {header, deflated(content)}) {
      for (byte plain : part) {
        int mixed = (keys[2] & 0xffff) | 2;
        data.write(plain ^ ((mixed * (mixed ^ 1)) >>> 8));
        update(keys, plain);
      }
    }
    return zip(name, 8, crc, content.length, data.toByteArray(), new byte[0]);
  }

  private static void update(int[] keys, byte plain) {
    keys[0] = step(keys[0], plain);
    keys[1] = (keys[1] + (keys[0] & 0xff)) * 134_775_813 + 1;
    keys[2] = step(keys[2], (byte) (keys[1] >>> 24));
  }

  private static int step(int crc, byte b) {
    int value = crc ^ (b & 0xff);
    for (int i = 0; i < 8; i++) value = (value & 1) != 0 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  }

  /** By AES-256, as WinZip and 7-Zip do. */
  public static byte[] aes(String name, byte[] content, String password)
      throws GeneralSecurityException {
    byte[] salt = "sixteen bytes...".getBytes(StandardCharsets.US_ASCII);
    byte[] keys =
        SecretKeyFactory.getInstance("PBKDF2WithHmacSHA1")
            .generateSecret(new PBEKeySpec(password.toCharArray(), salt, 1000, 66 * 8))
            .getEncoded();
    Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
    aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(Arrays.copyOf(keys, 32), "AES"));
    byte[] packed = deflated(content);
    for (int block = 0; block * 16 < packed.length; block++) {
      byte[] counter =
          ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putInt(block + 1).array();
      byte[] mask = aes.doFinal(counter);
      for (int i = 0; i < 16 && block * 16 + i < packed.length; i++) {
        packed[block * 16 + i] ^= mask[i];
      }
    }
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    data.writeBytes(salt);
    data.write(keys, 64, 2);
    data.writeBytes(packed);
    data.writeBytes(new byte[10]); // the code of authentication, which the reader does not ask
    byte[] extra = {0x01, (byte) 0x99, 7, 0, 2, 0, 'A', 'E', 3, 8, 0};
    return zip(name, 99, 0, content.length, data.toByteArray(), extra);
  }

  private static int crc(byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    return (int) crc.getValue();
  }

  private static byte[] deflated(byte[] content) {
    try (Deflater deflater = new Deflater(9, true)) {
      deflater.setInput(content);
      deflater.finish();
      byte[] out = new byte[content.length + 100];
      return Arrays.copyOf(out, deflater.deflate(out));
    }
  }

  private static byte[] zip(String name, int method, int crc, int size, byte[] data, byte[] extra) {
    byte[] title = name.getBytes(StandardCharsets.UTF_8);
    ByteBuffer common =
        ByteBuffer.allocate(26)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putShort((short) 20)
            .putShort((short) 1)
            .putShort((short) method)
            .putInt(0)
            .putInt(crc)
            .putInt(data.length)
            .putInt(size)
            .putShort((short) title.length)
            .putShort((short) extra.length);
    ByteBuffer out =
        ByteBuffer.allocate(200 + data.length + 2 * (title.length + extra.length))
            .order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0x04034b50).put(common.array()).put(title).put(extra).put(data);
    int directory = out.position();
    out.putInt(0x02014b50).putShort((short) 20).put(common.array()).put(new byte[14]);
    out.put(title).put(extra);
    int length = out.position() - directory;
    out.putInt(0x06054b50).putInt(0).putShort((short) 1).putShort((short) 1);
    out.putInt(length).putInt(directory).putShort((short) 0);
    return Arrays.copyOf(out.array(), out.position());
  }
}
