package earmark.analysis;

import java.util.Arrays;

/** Files that were cut off in the middle of what their headers promise. */
final class DamagedFixtures {
  private DamagedFixtures() {}

  static void make(Fixtures to) {
    cut(to, "cut-x86.exe", "hello-x86.exe", 0.5);
    cut(to, "cut-elf64", "hello-elf64", 0.5);
    cut(to, "cut.zip", "exe.zip", 0.9);
  }

  private static void cut(Fixtures to, String name, String from, double share) {
    byte[] whole = to.bytes(from);
    to.add(name, Arrays.copyOf(whole, (int) (whole.length * share)));
  }
}
