package earmark.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * Harmless files of many formats, made once for all tests: compiled, taken from a library on the
 * class path, or written byte by byte. Each is known by its name; the catalogue names them too.
 */
public final class Fixtures {
  private static final String NO_FACTS = "no-facts-";
  private static final Fixtures ALL = make();

  private final Path folder;
  private final Map<String, Path> files = new TreeMap<>();

  private Fixtures(Path folder) {
    this.folder = folder;
  }

  private static Fixtures make() {
    try {
      Fixtures fixtures = new Fixtures(Files.createTempDirectory("earmark-fixtures"));
      ProgramFixtures.make(fixtures);
      ArchiveFixtures.make(fixtures);
      TextFixtures.make(fixtures);
      LibraryFixtures.make(fixtures);
      DamagedFixtures.make(fixtures);
      Runtime.getRuntime().addShutdownHook(new Thread(fixtures::delete));
      return fixtures;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void delete() {
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All of them by name. */
  public static Map<String, Path> all() {
    return ALL.files;
  }

  public static Path file(String name) {
    return ALL.get(name);
  }

  /**
   * The facts of a fixture. {@code no-facts-timeout} stands for a file whose analysis timed out.
   */
  public static Facts facts(String name) {
    if (name.startsWith(NO_FACTS)) return Facts.failed(name.substring(NO_FACTS.length()));
    return Analyser.analyse(file(name));
  }

  /** A path in the folder of fixtures for a file that is yet to be made. */
  Path path(String name) {
    return folder.resolve(name);
  }

  void add(Path file) {
    files.put(file.getFileName().toString(), file);
  }

  void add(String name, byte[]... pieces) {
    Path file = path(name);
    try (var out = Files.newOutputStream(file)) {
      for (byte[] piece : pieces) out.write(piece);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    add(file);
  }

  Path get(String name) {
    Path file = files.get(name);
    if (file == null) throw new IllegalArgumentException("no fixture is called " + name);
    return file;
  }

  byte[] bytes(String name) {
    try {
      return Files.readAllBytes(get(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
