package earmark.analysis.format;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One pass over all bytes of a file: counts them for the entropy, and finds printable strings in
 * ASCII and in UTF-16LE at even and odd offsets. For one thread and one file.
 */
public final class StringScan {
  private static final Needles NEEDLES = new Needles(Markers.table());
  private static final boolean[] PRINTABLE = new boolean[256];

  static {
    PRINTABLE['\t'] = true;
    for (int c = 0x20; c < 0x7f; c++) PRINTABLE[c] = true;
  }

  private final long[] counts = new long[256];
  private final Set<String> urls = new LinkedHashSet<>();
  private final Set<String> ips = new LinkedHashSet<>();
  private final Set<String> markers = new LinkedHashSet<>();
  private final Run narrow = new Run();
  private final Run[] wide = {new Run(), new Run()};
  private final int[] low = new int[2];
  private int parity;

  /** The next {@code length} bytes of the file. */
  public void feed(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      int b = bytes[i] & 0xff;
      counts[b]++;
      if (PRINTABLE[b]) narrow.add(b);
      else if (narrow.length > 0) narrow.end();
      // This byte is the lower half of a character for one parity, the upper half for the other.
      int other = parity ^ 1;
      if (b == 0 && PRINTABLE[low[other]]) wide[other].add(low[other]);
      else if (wide[other].length > 0) wide[other].end();
      low[parity] = b;
      parity = other;
    }
  }

  /** Of all bytes that were fed, in bits per byte. */
  public double entropyBits() {
    return Entropy.of(counts);
  }

  /** What was found; to be asked once, at the end. */
  public StringFacts facts() {
    narrow.end();
    wide[0].end();
    wide[1].end();
    return new StringFacts(List.copyOf(urls), List.copyOf(ips), List.copyOf(markers));
  }

  private void keep(Set<String> set, List<String> values, int max) {
    for (String value : values) {
      if (set.size() < max) set.add(value);
    }
  }

  /** A string while it lasts. A longer one than fits is looked at in overlapping pieces. */
  private final class Run {
    private static final int CHARS_MAX = 4096;
    private static final int OVERLAP = Limits.TEXT_CHARS;

    private final byte[] chars = new byte[CHARS_MAX];
    private int length;
    private int state = Needles.START;
    private int dots;
    private boolean url;
    private boolean continued;

    void add(int c) {
      chars[length++] = (byte) c;
      if (c == '.') dots++;
      state = NEEDLES.step(state, c);
      List<String> found = NEEDLES.found(state);
      if (found != null) found(found);
      if (length == CHARS_MAX) flush();
    }

    private void found(List<String> ids) {
      for (String id : ids) {
        if (id.equals(Markers.URL)) url = true;
        else markers.add(id);
      }
    }

    private void flush() {
      look(true);
      continued = true;
      System.arraycopy(chars, CHARS_MAX - OVERLAP, chars, 0, OVERLAP);
      length = OVERLAP;
    }

    void end() {
      look(false);
      continued = false;
      length = 0;
      state = Needles.START;
      dots = 0;
      url = false;
    }

    /** What touches an end beyond which the string goes on is seen whole in the next piece. */
    private void look(boolean goesOn) {
      if (!url && dots < 3) return;
      Addresses addresses = new Addresses(chars, length, continued, goesOn);
      if (url && urls.size() < Limits.URLS) keep(urls, addresses.urls(), Limits.URLS);
      if (dots >= 3 && ips.size() < Limits.IPS) keep(ips, addresses.ips(), Limits.IPS);
    }
  }
}
