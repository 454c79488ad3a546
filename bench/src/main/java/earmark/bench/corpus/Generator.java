package earmark.bench.corpus;

import earmark.tag.SystemTag;
import earmark.tag.Tag;
import earmark.tag.UserTagName;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws a corpus. User Tags follow a two-slope Zipf–Mandelbrot law: flat among the first hundred,
 * steep behind. Every name is in use; 30 % of them on one sample only, the others on two at least.
 */
public final class Generator {
  private static final int USER_TAGS_MAX = 100_000;
  private static final int SAMPLES_FOR_A_NAME = 10;
  private static final int NAMES_MIN = 1_000;
  private static final double SINGLETONS = 0.3;
  private static final double WITHOUT_USER_TAGS = 0.4;
  private static final double DUMPS = 0.00005;
  private static final int DUMP_MIN = 200;
  private static final int DUMP_MAX = 990;

  private final int samples;
  private final long seed;
  private final byte[] typeOf;
  private final SplittableRandom random;
  private final FileTypes types;
  private final List<String> userNames;
  private final int[] sameAsSystem;
  private final Ints[] things;
  private final Weighted userTag;
  private final LogNormal more = new LogNormal(0.4, 0.7);

  private Generator(int samples, long seed) {
    this.samples = samples;
    this.seed = seed;
    this.typeOf = new byte[samples];
    this.random = new SplittableRandom(seed);
    this.types = new FileTypes(random);
    List<String> systemNames = types.names();
    int count = Math.clamp(samples / SAMPLES_FOR_A_NAME, NAMES_MIN, USER_TAGS_MAX);
    userNames = new UserNames(random).draw(count, systemNames);
    sameAsSystem = userNames.stream().mapToInt(systemNames::indexOf).toArray();
    things = new Ints[systemNames.size() + count];
    for (int i = 0; i < things.length; i++) things[i] = new Ints();
    userTag = new Weighted((int) (count * (1 - SINGLETONS)), Generator::weight);
  }

  /** The corpus of a size and a seed; always the same. */
  public static Corpus generate(int samples, long seed) {
    return new Generator(samples, seed).corpus();
  }

  /** Zipf–Mandelbrot with the slope 0.75 up to rank 100 and 1.45 from there on. */
  static double weight(int place) {
    double rank = place + 1 + 2.7;
    double knee = 100 + 2.7;
    return rank <= knee
        ? StrictMath.pow(rank, -0.75)
        : StrictMath.pow(knee, -0.75) * StrictMath.pow(rank / knee, -1.45);
  }

  private Corpus corpus() {
    Ints tagged = new Ints();
    Ints system = new Ints();
    for (int sample = 0; sample < samples; sample++) {
      system.clear();
      typeOf[sample] = types.draw(random, system);
      for (int i = 0; i < system.size(); i++) things[system.get(i)].add(sample);
      if (random.nextDouble() < WITHOUT_USER_TAGS) continue;
      tagged.add(sample);
      drawUserTags(sample, system);
    }
    for (int name = 0; name < userNames.size(); name++) {
      int atLeast = name < userNames.size() * (1 - SINGLETONS) ? 2 : 1;
      fill(name, atLeast, tagged);
    }
    return build();
  }

  private void drawUserTags(int sample, Ints system) {
    int count =
        random.nextDouble() < DUMPS
            ? DUMP_MIN + random.nextInt(DUMP_MAX - DUMP_MIN + 1)
            : 1 + (int) more.draw(random);
    for (int i = 0; i < count; i++) {
      int name = userTag.draw(random);
      Ints carriers = things[types.names().size() + name];
      boolean there = carriers.size() > 0 && carriers.get(carriers.size() - 1) == sample;
      if (!there && !system.contains(sameAsSystem[name])) carriers.add(sample);
    }
  }

  private void fill(int name, int atLeast, Ints tagged) {
    Ints carriers = things[types.names().size() + name];
    while (carriers.size() < atLeast) {
      int sample = tagged.get(random.nextInt(tagged.size()));
      boolean skipped = sameAsSystem[name] >= 0 && things[sameAsSystem[name]].contains(sample);
      if (!skipped && !carriers.contains(sample)) carriers.add(sample);
    }
  }

  private Corpus build() {
    List<Tag> tags = new ArrayList<>();
    List<int[]> sorted = new ArrayList<>();
    for (int i = 0; i < things.length; i++) {
      if (things[i].size() == 0) continue; // a System Tag that no type drew
      int name = i - types.names().size();
      tags.add(
          name < 0
              ? Tag.system(new SystemTag(types.names().get(i)))
              : Tag.user(new UserTagName(userNames.get(name))));
      sorted.add(things[i].sorted());
      things[i].clear();
    }
    Columns columns = ColumnsGenerator.generate(typeOf, seed);
    return new Corpus(samples, tags, sorted.toArray(int[][]::new), columns);
  }
}
