package earmark.bench;

import earmark.bench.corpus.Corpus;
import earmark.bench.side.Write;
import earmark.tag.Tag;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * An endless list of single tags to be put on samples, the same for all sides: a User Tag drawn by
 * how often it is used, and one time in twenty one that is called like a System Tag.
 */
final class Writes {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;
  private static final double LIKE_SYSTEM = 0.05;

  private final long seed;
  private final int samples;
  private final List<Tag> tags;
  private final List<Tag> likeSystem;
  private final UsedTags used;

  Writes(Corpus corpus, long seed) {
    this.seed = seed;
    samples = corpus.samples();
    tags = corpus.tags();
    used = new UsedTags(corpus);
    likeSystem = likeSystem(corpus);
  }

  /** The User Tags in the corpus that are called like one of its System Tags. */
  private static List<Tag> likeSystem(Corpus corpus) {
    Set<Tag> all = Set.copyOf(corpus.tags());
    return corpus.tags().stream()
        .filter(tag -> tag.kind() == Tag.Kind.USER && all.contains(tag.as(Tag.Kind.SYSTEM)))
        .toList();
  }

  Write at(long place) {
    SplittableRandom random = new SplittableRandom(seed + place * GOLDEN);
    int sample = random.nextInt(samples);
    if (!likeSystem.isEmpty() && random.nextDouble() < LIKE_SYSTEM) {
      return new Write(sample, likeSystem.get(random.nextInt(likeSystem.size())));
    }
    while (true) {
      Tag tag = tags.get(used.draw(random));
      if (tag.kind() == Tag.Kind.USER) return new Write(sample, tag);
    }
  }
}
