package earmark.snapshot;

import java.io.IOException;
import java.util.HexFormat;

/**
 * What a snapshot stands for: the sum of all entries up to one of them.
 *
 * @param seq the number of that entry
 * @param hash its hash, which by its chain names all entries before it too
 */
public record Head(long seq, byte[] hash) {
  static final String SECTION = "head";

  void write(SectionWriter out) throws IOException {
    out.putLong(seq);
    out.putText(HexFormat.of().formatHex(hash));
  }

  static Head read(SectionReader in) throws IOException {
    long seq = in.getLong();
    return new Head(seq, HexFormat.of().parseHex(in.getText()));
  }
}
