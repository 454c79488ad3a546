package earmark.index.roaring;

import earmark.search.Query;
import earmark.search.Wildcard;
import earmark.snapshot.SectionReader;
import earmark.snapshot.SectionWriter;
import earmark.snapshot.Unusable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * The dictionary of a column: every word ever used in it has a number. It only grows, and is safe
 * to use from any thread. A reader may see words that are newer than its view; nothing carries them
 * there.
 */
final class Words {
  /** The order in which answers are sorted by words and texts: in any case, then by spelling. */
  static final Comparator<String> ORDER =
      Comparator.<String, String>comparing(Query::fold).thenComparing(Comparator.naturalOrder());

  private final ConcurrentHashMap<String, Integer> numbers = new ConcurrentHashMap<>();
  private volatile String[] words = new String[16];
  private volatile String[] folded = new String[16];
  private volatile int count;
  private volatile int[] sorted = {};

  int count() {
    return count;
  }

  OptionalInt find(String word) {
    Integer number = numbers.get(word);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  String word(int number) {
    return words[number];
  }

  /** The number of the word, a new one if it has none yet. */
  synchronized int number(String word) {
    Integer known = numbers.get(word);
    if (known != null) return known;
    int number = count;
    if (number == words.length) {
      folded = Arrays.copyOf(folded, number * 2);
      words = Arrays.copyOf(words, number * 2);
    }
    folded[number] = Query.fold(word);
    words[number] = word;
    count = number + 1;
    numbers.put(word, number);
    return number;
  }

  /** Writes the first so many words, in the order of their numbers. */
  void write(SectionWriter out, int end) throws IOException {
    out.putNumber(end);
    for (int number = 0; number < end; number++) out.putText(words[number]);
  }

  /** A dictionary with the same numbers. */
  static Words read(SectionReader in) throws IOException {
    Words words = new Words();
    int end = in.getNumber();
    for (int number = 0; number < end; number++) {
      if (words.number(in.getText()) != number) throw new Unusable("a word has two numbers");
    }
    return words;
  }

  /** Every word that matches. */
  void matching(Wildcard text, IntConsumer action) {
    int end = count;
    String[] names = folded;
    for (int number = 0; number < end; number++) {
      if (text.matches(names[number])) action.accept(number);
    }
  }

  /** The numbers of all words, in their order. */
  int[] sorted() {
    int[] known = sorted;
    int end = count;
    if (known.length >= end) return known;
    Comparator<Integer> order =
        Comparator.<Integer, String>comparing(number -> folded[number])
            .thenComparing(number -> words[number]);
    known = IntStream.range(0, end).boxed().sorted(order).mapToInt(Integer::intValue).toArray();
    sorted = known;
    return known;
  }
}
