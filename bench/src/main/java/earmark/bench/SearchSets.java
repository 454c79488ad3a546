package earmark.bench;

import earmark.bench.corpus.Corpus;
import earmark.bench.side.EarmarkSide;
import earmark.search.Query;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What is searched for: parts of real names, 2 to 10 characters long, sorted into classes by how
 * many samples they find. Half of the names are drawn evenly, half by how often they are used.
 */
final class SearchSets {
  static final int QUERIES = 250;
  private static final int TRIES = 60_000;
  private static final int LENGTH_MIN = 2;
  private static final int LENGTH_MAX = 10;

  private SearchSets() {}

  static Map<SearchClass, List<String>> draw(Corpus corpus, EarmarkSide earmark, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    UsedTags used = new UsedTags(corpus);
    Set<String> seen = new LinkedHashSet<>();
    Map<SearchClass, List<String>> sets = new EnumMap<>(SearchClass.class);
    for (SearchClass kind : SearchClass.values()) sets.put(kind, new ArrayList<>());
    for (int i = 0; i < TRIES && !full(sets); i++) {
      int tag = i % 2 == 0 ? random.nextInt(corpus.tags().size()) : used.draw(random);
      String text = part(Query.fold(corpus.tags().get(tag).name()), random);
      if (text.length() < LENGTH_MIN || !seen.add(text)) continue;
      long total = earmark.searchIndex(text);
      sets.forEach((kind, queries) -> {
        if (kind.holds(total, corpus.samples()) && queries.size() < QUERIES) queries.add(text);
      });
    }
    return sets;
  }

  private static boolean full(Map<SearchClass, List<String>> sets) {
    return sets.values().stream().allMatch(queries -> queries.size() == QUERIES);
  }

  private static String part(String name, SplittableRandom random) {
    int length = Math.min(name.length(), LENGTH_MIN + random.nextInt(LENGTH_MAX - LENGTH_MIN + 1));
    int from = random.nextInt(name.length() - length + 1);
    return name.substring(from, from + length).strip();
  }
}
