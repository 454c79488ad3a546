package earmark.sample;

import earmark.index.Index;
import earmark.sample.ExtractedFiles.Relation;
import earmark.search.Column;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Which files came out of samples and which samples they are in, as far as they have arrived. */
public final class FileTrees {
  /** Between the path of a container and that of a file in it. */
  private static final String INSIDE = "~/";

  private final ExtractedFiles extracted;
  private final Samples samples;
  private final Finder finder;
  private final Index index;

  public FileTrees(ExtractedFiles extracted, Samples samples, Finder finder, Index index) {
    this.extracted = extracted;
    this.samples = samples;
    this.finder = finder;
    this.index = index;
  }

  /** A relation, and the sample at the end of it that was asked for. */
  public record Related(Relation relation, Finder.Tagged sample) {}

  /**
   * One page of a list of relations.
   *
   * @param next where the following page begins, if there is one
   */
  public record Page(List<Related> related, Optional<Long> next) {}

  /**
   * How many files were extracted from a sample: all in it and in the containers in it, where the
   * files of a container that stands there several times count once. It is what {@code filecount:}
   * searches, as of the last analysis.
   */
  public int count(Sample container) {
    return index.values(container.number(), Column.FILE_COUNT).stream()
        .findFirst()
        .map(Integer::parseInt)
        .orElse(0);
  }

  /** How many files a container has itself, not counting those of containers in it. */
  public int countIn(Sample container) {
    return extracted.count(container.number());
  }

  /** The files of a container itself, in its order, from a position on. */
  public Page in(Sample container, long fromPosition, int max) {
    int from = (int) Math.min(Integer.MAX_VALUE, fromPosition);
    List<Relation> found = extracted.in(container.number(), from, max + 1);
    List<Relation> page = found.subList(0, Math.min(max, found.size()));
    return new Page(
        related(page, Relation::file),
        found.size() > max ? Optional.of((long) found.get(max).position()) : Optional.empty());
  }

  /** The containers that a file itself is in, after the relation of this id. */
  public Page containing(Sample file, long afterId, int max) {
    List<Relation> found = extracted.containing(file.number(), afterId, max + 1);
    List<Relation> page = found.subList(0, Math.min(max, found.size()));
    return new Page(
        related(page, Relation::container),
        found.size() > max ? Optional.of(page.getLast().id()) : Optional.empty());
  }

  /** All relations of the tree of a container, each followed by those below it. */
  public List<Relation> tree(Sample container) {
    return extracted.tree(container.number()).stream()
        .filter(relation -> index.exists(relation.file()))
        .toList();
  }

  /**
   * A file of a tree.
   *
   * @param path where in the tree, as text: what is in a container stands in a folder of its name
   */
  public record Located(String path, String sha256) {}

  /** All files of the tree of a container, with their paths. */
  public List<Located> located(Sample container) {
    Map<Integer, String> folders = new HashMap<>(Map.of(container.number(), ""));
    List<Located> located = new ArrayList<>();
    for (Related file : files(tree(container))) {
      Relation relation = file.relation();
      String path = folders.getOrDefault(relation.container(), "") + relation.path();
      folders.putIfAbsent(relation.file(), path + INSIDE);
      located.add(new Located(path, file.sample().sample().digests().sha256()));
    }
    return located;
  }

  /** Some relations with the files that they speak of. */
  public List<Related> files(List<Relation> relations) {
    return related(relations, Relation::file);
  }

  /** The submitted samples out of which a file came, at any depth; not itself. */
  public List<Sample> topContainers(Sample file) {
    return get(extracted.above(file.number())).values().stream()
        .filter(sample -> sample.submitted() && sample.number() != file.number())
        .sorted((a, b) -> a.number() - b.number())
        .toList();
  }

  private List<Related> related(List<Relation> relations, ToIntFunction<Relation> end) {
    Map<Integer, Sample> found = get(relations.stream().map(end::applyAsInt).distinct().toList());
    List<Related> related = new ArrayList<>();
    for (Relation relation : relations) {
      Sample sample = found.get(end.applyAsInt(relation));
      if (sample != null) related.add(new Related(relation, finder.tagged(sample)));
    }
    return related;
  }

  /** The samples with these numbers that have arrived. */
  private Map<Integer, Sample> get(Collection<Integer> numbers) {
    Map<Integer, Sample> found = new HashMap<>();
    for (Sample sample : samples.get(numbers.stream().filter(index::exists).toList())) {
      found.put(sample.number(), sample);
    }
    return found;
  }
}
