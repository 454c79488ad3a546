package earmark.analysis.format;

import java.util.List;

/**
 * The files inside a file, one level deep: the entries of an archive, or what follows a program.
 *
 * @param types one word for each format found, each once, sorted; see {@link Format#word}
 */
public record ChildrenFacts(int count, List<String> types) {
  public static final ChildrenFacts NONE = new ChildrenFacts(0, List.of());

  public ChildrenFacts {
    Limits.number("count", count, 0, Integer.MAX_VALUE);
    types = Limits.texts("types", types, Limits.CHILD_TYPES);
  }
}
