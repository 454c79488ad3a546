package earmark.bench;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.sqlite.SQLiteJDBCLoader;

/** What it all runs on. */
final class Machine {
  private Machine() {}

  /** Earmark's version. */
  static String earmark() throws IOException {
    Properties build = new Properties();
    try (InputStream in = Machine.class.getResourceAsStream("/earmark/build.properties")) {
      if (in != null) build.load(in);
    }
    return build.getProperty("version", "of an unknown version");
  }

  /** Versions, cores and how busy they were, memory and the kind of disk under a folder. */
  static String line(Path folder, List<String> sides) throws IOException {
    Runtime runtime = Runtime.getRuntime();
    return String.join(", ", sides)
        + ", SQLite "
        + SQLiteJDBCLoader.getVersion()
        + ", JDK "
        + Runtime.version()
        + ", "
        + runtime.availableProcessors()
        + " cores (load before: "
        + String.format(
            Locale.ROOT,
            "%.1f",
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage())
        + "), heap "
        + (runtime.maxMemory() >> 20)
        + " MiB, "
        + Files.getFileStore(folder).type();
  }
}
