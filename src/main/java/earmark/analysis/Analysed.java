package earmark.analysis;

import java.util.List;

/**
 * What was read off a file and taken out of it.
 *
 * @param paths for each file in the folder that was given, where it was inside, as text that is
 *     only shown; the first belongs to the file named {@code 0}
 */
public record Analysed(Facts facts, List<String> paths) {
  public Analysed {
    paths = List.copyOf(paths);
  }

  /** Nothing was learnt but why. */
  public static Analysed failed(String failure) {
    return new Analysed(Facts.failed(failure), List.of());
  }
}
