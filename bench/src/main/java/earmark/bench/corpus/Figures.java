package earmark.bench.corpus;

import earmark.tag.Tag;
import java.util.Arrays;
import java.util.Locale;

/**
 * What a corpus looks like, to be held against the systems it was modelled on.
 *
 * @param systemTags how many of the tags are System Tags
 * @param singletons how many tags are on one sample only
 * @param topShare the share of all mappings that the most used 1 % of the tags hold
 * @param lengthP50 of the names of User Tags, in characters
 */
public record Figures(
    int samples,
    long mappings,
    int tags,
    int systemTags,
    int singletons,
    double topShare,
    int lengthP50,
    int lengthP99) {

  public static Figures of(Corpus corpus) {
    int[] sizes =
        Arrays.stream(corpus.things()).mapToInt(things -> things.length).sorted().toArray();
    long top =
        Arrays.stream(sizes, sizes.length - sizes.length / 100, sizes.length).asLongStream().sum();
    int[] lengths =
        corpus.tags().stream()
            .filter(tag -> tag.kind() == Tag.Kind.USER)
            .mapToInt(tag -> tag.name().length())
            .sorted()
            .toArray();
    return new Figures(
        corpus.samples(),
        corpus.mappings(),
        sizes.length,
        sizes.length - lengths.length,
        (int) Arrays.stream(sizes).filter(size -> size == 1).count(),
        (double) top / corpus.mappings(),
        lengths[lengths.length / 2],
        lengths[lengths.length * 99 / 100]);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d samples, %,d mappings, %,d tags (%d of them System Tags, %,d on one sample only),"
            + " top 1 %% of tags hold %.0f %%, length of User Tags p50 %d, p99 %d",
        samples,
        mappings,
        tags,
        systemTags,
        singletons,
        100 * topShare,
        lengthP50,
        lengthP99);
  }
}
