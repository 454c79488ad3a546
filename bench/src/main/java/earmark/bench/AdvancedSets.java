package earmark.bench;

import earmark.bench.corpus.Columns;
import earmark.bench.corpus.Corpus;
import earmark.bench.side.Search;
import earmark.bench.side.Side;
import earmark.search.Query;
import earmark.tag.Tag;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Advanced searches whose answers fill a page at least. Tags, types and classifications are drawn
 * by how often they occur.
 */
final class AdvancedSets {
  private static final int QUERIES = 100;
  private static final int TRIES = 5_000;
  private static final int PREFIX_MAX = 4;
  private static final int TEXT_MAX = 6;
  private static final long SIZE_RANGE = 20;
  private static final int NINETY_DAYS = 90 * 86_400;

  private final Corpus corpus;
  private final Side reference;
  private final SplittableRandom random;
  private final UsedTags used;

  /**
   * @param reference who knows how many samples a search finds
   */
  AdvancedSets(Corpus corpus, Side reference, long seed) {
    this.corpus = corpus;
    this.reference = reference;
    random = new SplittableRandom(seed + 1);
    used = new UsedTags(corpus);
  }

  Map<AdvancedClass, List<Search>> draw() {
    Map<AdvancedClass, List<Search>> sets = new EnumMap<>(AdvancedClass.class);
    for (AdvancedClass kind : AdvancedClass.values()) {
      Set<Search> found = new LinkedHashSet<>();
      for (int i = 0; i < TRIES && found.size() < QUERIES; i++) {
        Search search = search(kind);
        if (reference.search(search).total() >= Side.PAGE) found.add(search);
      }
      sets.put(kind, List.copyOf(found));
    }
    return sets;
  }

  private Search search(AdvancedClass kind) {
    Columns columns = corpus.columns();
    int sample = random.nextInt(corpus.samples());
    return switch (kind) {
      case NARROW -> {
        String name = Query.fold(tag(Tag.Kind.USER).name());
        String prefix = name.substring(0, Math.min(name.length(), 1 + random.nextInt(PREFIX_MAX)));
        long size = columns.sizeBytes()[sample];
        yield new Search.Narrow(
            tag(Tag.Kind.SYSTEM),
            prefix,
            tag(Tag.Kind.SYSTEM),
            size / SIZE_RANGE,
            size * SIZE_RANGE);
      }
      case RECENT -> {
        Tag tag = corpus.tags().get(used.draw(random));
        String text = SearchSets.part(Query.fold(tag.name()), TEXT_MAX, random);
        yield new Search.Recent(
            text, columns.sampleType(sample), Columns.END - NINETY_DAYS, Columns.END);
      }
      case LARGEST ->
          new Search.Largest(corpus.tags().get(used.draw(random)), columns.classification(sample));
    };
  }

  private Tag tag(Tag.Kind kind) {
    while (true) {
      Tag tag = corpus.tags().get(used.draw(random));
      if (tag.kind() == kind) return tag;
    }
  }
}
