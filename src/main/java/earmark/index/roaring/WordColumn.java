package earmark.index.roaring;

import earmark.search.Wildcard;
import earmark.snapshot.SectionReader;
import earmark.snapshot.SectionWriter;
import earmark.things.ThingSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A column of few distinct words, any number of them for a sample. Each is a label, as tags are.
 *
 * @param words the dictionary, shared by all views
 */
record WordColumn(Words words, Labels labels) implements ColumnValues {

  @Override
  public List<String> of(int sample) {
    List<String> values = new ArrayList<>(1);
    labels.forEachOf(sample, number -> values.add(words.word(number)));
    values.sort(Words.ORDER);
    return values;
  }

  /** Those of some samples with a word that matches. */
  ThingSet matching(Wildcard text, ThingSet within) {
    if (text.isEverything()) return labels.labelled(within);
    List<ThingSet> sets = new ArrayList<>();
    words.matching(
        text,
        number -> {
          ThingSet set = labels.set(number);
          if (!set.isEmpty()) sets.add(set);
        });
    return ThingSet.union(sets, within);
  }

  /** Those of some things that have one of these words, letter by letter. */
  ThingSet withAny(Collection<String> asked, ThingSet within) {
    List<ThingSet> sets = new ArrayList<>();
    for (String word : asked) {
      words.find(word).ifPresent(number -> sets.add(labels.set(number)));
    }
    return ThingSet.union(sets, within);
  }

  @Override
  public void write(SectionWriter out) throws IOException {
    int end = words.count();
    words.write(out, end);
    labels.writeSets(out, end);
    labels.writeLists(out);
  }

  static WordColumn read(SectionReader in) throws IOException {
    Words words = Words.read(in);
    return new WordColumn(words, Labels.readLists(in, Labels.readSets(in)));
  }

  @Override
  public Edit edit() {
    return new WordEdit(words, new Labels.Edit(labels));
  }

  private record WordEdit(Words words, Labels.Edit labels) implements Edit {

    @Override
    public List<String> of(int sample) {
      List<String> values = new ArrayList<>(1);
      labels.forEachOf(sample, number -> values.add(words.word(number)));
      values.sort(Words.ORDER);
      return values;
    }

    @Override
    public void set(int sample, List<String> values) {
      Set<Integer> before = new HashSet<>();
      labels.forEachOf(sample, before::add);
      Set<Integer> after = new HashSet<>();
      for (String value : values) {
        if (!value.isEmpty()) after.add(words.number(value));
      }
      labels.give(
          sample,
          after.stream().filter(number -> !before.contains(number)).mapToInt(n -> n).toArray());
      ThingSet one = ThingSet.of(sample);
      before.removeAll(after);
      for (int number : before) labels.change(number, ThingSet.none(), one);
    }

    @Override
    public void drop(ThingSet samples) {
      labels.drop(samples);
    }

    @Override
    public ColumnValues build() {
      return new WordColumn(words, labels.build());
    }
  }
}
