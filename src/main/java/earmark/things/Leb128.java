package earmark.things;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Numbers from 0 to 2^31 - 1 as unsigned LEB128: seven bits a byte, the lowest first. */
public final class Leb128 {
  private static final int BITS = 7;
  private static final int LOW = 0x7f;
  private static final int BYTES_MAX = 5;

  private Leb128() {}

  public static void write(DataOutputStream out, int number) throws IOException {
    int rest = number;
    while (rest > LOW) {
      out.writeByte(LOW + 1 | (rest & LOW));
      rest >>>= BITS;
    }
    out.writeByte(rest);
  }

  /**
   * Reads one number.
   *
   * @throws IllegalArgumentException if the bytes are not a number in range
   */
  public static int read(DataInputStream in) throws IOException {
    int number = 0;
    for (int i = 0; i < BYTES_MAX; i++) {
      int next = in.readUnsignedByte();
      number |= (next & LOW) << (i * BITS);
      if (next <= LOW) {
        if (number < 0) throw new IllegalArgumentException("has a number that is too large");
        return number;
      }
    }
    throw new IllegalArgumentException("has a number that is too long");
  }
}
