package earmark.bench;

import earmark.bench.corpus.Corpus;
import earmark.bench.side.Search;
import earmark.bench.side.Side;
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
  private static final int QUERIES = 250;
  private static final int TRIES = 60_000;
  private static final int LENGTH_MIN = 2;
  private static final int LENGTH_MAX = 10;
  private static final int SUGGESTED_MAX = 6;
  private static final int TAGGED = 100;

  private SearchSets() {}

  /**
   * Quick searches.
   *
   * @param reference who knows how many samples a search finds
   */
  static Map<SearchClass, List<Search>> draw(Corpus corpus, Side reference, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    UsedTags used = new UsedTags(corpus);
    Set<String> seen = new LinkedHashSet<>();
    Map<SearchClass, List<Search>> sets = new EnumMap<>(SearchClass.class);
    for (SearchClass kind : SearchClass.values()) sets.put(kind, new ArrayList<>());
    for (int i = 0; i < TRIES && !full(sets); i++) {
      int tag = i % 2 == 0 ? random.nextInt(corpus.tags().size()) : used.draw(random);
      String text = part(Query.fold(corpus.tags().get(tag).name()), LENGTH_MAX, random);
      if (text.length() < LENGTH_MIN || !seen.add(text)) continue;
      Search search = new Search.Like(text);
      long total = reference.search(search).total();
      sets.forEach((kind, queries) -> {
        if (kind.holds(total, corpus.samples()) && queries.size() < QUERIES) queries.add(search);
      });
    }
    return sets;
  }

  private static boolean full(Map<SearchClass, List<Search>> sets) {
    return sets.values().stream().allMatch(queries -> queries.size() == QUERIES);
  }

  /** A part of a name, {@value #LENGTH_MIN} characters long or longer if it is not blank. */
  static String part(String name, int lengthMax, SplittableRandom random) {
    int length = Math.min(name.length(), LENGTH_MIN + random.nextInt(lengthMax - LENGTH_MIN + 1));
    int from = random.nextInt(name.length() - length + 1);
    return name.substring(from, from + length).strip();
  }

  /** What somebody types who looks for a tag: the first 1 to 6 characters, or some from within. */
  static List<String> typed(Corpus corpus, long seed) {
    SplittableRandom random = new SplittableRandom(seed + 2);
    UsedTags used = new UsedTags(corpus);
    Set<String> texts = new LinkedHashSet<>();
    while (texts.size() < QUERIES) {
      String name = Query.fold(corpus.tags().get(used.draw(random)).name());
      int length = Math.min(name.length(), 1 + random.nextInt(SUGGESTED_MAX));
      int from = random.nextBoolean() ? 0 : random.nextInt(name.length() - length + 1);
      String text = name.substring(from, from + length).strip();
      if (!text.isEmpty()) texts.add(text);
    }
    return List.copyOf(texts);
  }

  /** Pages of {@value #TAGGED} samples, drawn evenly. */
  static List<List<Integer>> pages(Corpus corpus, long seed) {
    SplittableRandom random = new SplittableRandom(seed + 3);
    List<List<Integer>> pages = new ArrayList<>();
    while (pages.size() < QUERIES) {
      pages.add(random.ints(TAGGED, 0, corpus.samples()).sorted().distinct().boxed().toList());
    }
    return pages;
  }
}
