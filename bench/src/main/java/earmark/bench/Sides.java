package earmark.bench;

import earmark.bench.side.EarmarkSide;
import earmark.bench.side.OpenSearchSide;
import earmark.bench.side.PostgresSide;
import earmark.bench.side.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Earmark and its rivals, open and empty at first. They are asked in turns, never at once. */
record Sides(EarmarkSide earmark, List<Side> rivals) implements AutoCloseable {

  /**
   * Opens all that are not left out.
   *
   * @param folder a new one
   */
  static Sides open(Path folder, int samples, Set<String> without) throws IOException {
    List<Side> rivals = new ArrayList<>();
    try {
      if (!without.contains("postgresql")) {
        Path own = Files.createDirectory(folder.resolve("postgresql"));
        rivals.add(PostgresSide.open(own, samples));
      }
      if (!without.contains("opensearch")) {
        Path own = Files.createDirectory(folder.resolve("opensearch"));
        Path jars = Path.of(System.getProperty("bench.opensearch", "opensearch/target/lib"));
        rivals.add(OpenSearchSide.open(own, jars, samples));
      }
      return new Sides(EarmarkSide.open(folder.resolve("earmark.db"), Machine.earmark()), rivals);
    } catch (IOException | RuntimeException e) {
      rivals.forEach(Side::close);
      throw e;
    }
  }

  /** Earmark first. */
  List<Side> all() {
    return Stream.concat(Stream.of((Side) earmark), rivals.stream()).toList();
  }

  List<String> names() {
    return all().stream().map(Side::name).toList();
  }

  /** Ends the rivals, whose work in the background would be felt by what is measured next. */
  void closeRivals() {
    rivals.forEach(Side::close);
    rivals.clear();
  }

  @Override
  public void close() {
    all().forEach(Side::close);
  }
}
