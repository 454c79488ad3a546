package earmark.analysis;

import com.sun.jna.Native;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The native libraries in the JNA archive, which is on the class path of the tests for nothing
 * else.
 */
final class LibraryFixtures {
  private static final Map<String, String> LIBRARIES =
      Map.ofEntries(
          Map.entry("jna-win32-x86.dll", "win32-x86/jnidispatch.dll"),
          Map.entry("jna-win32-x86-64.dll", "win32-x86-64/jnidispatch.dll"),
          Map.entry("jna-win32-aarch64.dll", "win32-aarch64/jnidispatch.dll"),
          Map.entry("jna-linux-x86.so", "linux-x86/libjnidispatch.so"),
          Map.entry("jna-linux-arm.so", "linux-arm/libjnidispatch.so"),
          Map.entry("jna-linux-aarch64.so", "linux-aarch64/libjnidispatch.so"),
          Map.entry("jna-linux-mips64el.so", "linux-mips64el/libjnidispatch.so"),
          Map.entry("jna-linux-ppc.so", "linux-ppc/libjnidispatch.so"),
          Map.entry("jna-linux-ppc64le.so", "linux-ppc64le/libjnidispatch.so"),
          Map.entry("jna-linux-riscv64.so", "linux-riscv64/libjnidispatch.so"),
          Map.entry("jna-linux-s390x.so", "linux-s390x/libjnidispatch.so"),
          Map.entry("jna-linux-loongarch64.so", "linux-loongarch64/libjnidispatch.so"),
          Map.entry("jna-sunos-sparc.so", "sunos-sparc/libjnidispatch.so"),
          Map.entry("jna-darwin-aarch64.dylib", "darwin-aarch64/libjnidispatch.jnilib"),
          Map.entry("one.class", "Library.class"));

  private LibraryFixtures() {}

  static void make(Fixtures to) throws IOException {
    for (Map.Entry<String, String> library : LIBRARIES.entrySet()) {
      to.add(library.getKey(), resource("/com/sun/jna/" + library.getValue()));
    }
    to.add("jna.jar", Files.readAllBytes(archive()));
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = Native.class.getResourceAsStream(name)) {
      if (in == null) throw new IllegalStateException(name + " is not in JNA");
      return in.readAllBytes();
    }
  }

  private static Path archive() {
    try {
      return Path.of(Native.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
