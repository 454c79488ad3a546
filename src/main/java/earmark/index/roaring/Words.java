package earmark.index.roaring;

import earmark.search.Query;
import earmark.search.Wildcard;
import earmark.snapshot.SectionReader;
import earmark.snapshot.SectionWriter;
import earmark.snapshot.Unusable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * The dictionary of a column: every word ever used in it has a number. It may have millions, so it
 * is kept in bytes; a word without wildcards is looked up, others are searched for among those that
 * have the needed runs of letters. It only grows, and is safe to use from any thread. A reader may
 * see words that are newer than its view; nothing carries them there.
 */
final class Words {
  /** The order in which answers are sorted by words and texts: in any case, then by spelling. */
  static final Comparator<String> ORDER =
      Comparator.<String, String>comparing(Query::fold).thenComparing(Comparator.naturalOrder());

  private static final int FIRST_PLACES = 32;

  /** Spreads hash codes over the table; the golden ratio of 2^32, odd. */
  private static final int SPREAD = 0x9E3779B9;

  private volatile WordBlock[] blocks = {};

  /**
   * A word's number and one, or 0, at the first free place from that of its folded hash code on; at
   * most half of the places are taken.
   */
  private volatile int[] table = new int[FIRST_PLACES];

  /** Written last of all: who has read it sees so many words. */
  private volatile int count;

  private volatile int[] sorted = {};

  int count() {
    return count;
  }

  OptionalInt find(String word) {
    int known = count;
    byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
    int[] places = table;
    for (int at = place(Query.fold(word), places); places[at] != 0; at = next(at, places)) {
      int number = places[at] - 1;
      if (number < known && is(number, bytes)) return OptionalInt.of(number);
    }
    return OptionalInt.empty();
  }

  private boolean is(int number, byte[] word) {
    return block(number).is(number & WordBlock.MASK, word);
  }

  private WordBlock block(int number) {
    return blocks[number >>> WordBlock.BITS];
  }

  private static int place(String folded, int[] places) {
    return (folded.hashCode() * SPREAD) >>> Integer.numberOfLeadingZeros(places.length - 1);
  }

  private static int next(int place, int[] places) {
    return (place + 1) & (places.length - 1);
  }

  String word(int number) {
    return block(number).word(number & WordBlock.MASK);
  }

  /** The number of the word, a new one if it has none yet. */
  synchronized int number(String word) {
    OptionalInt known = find(word);
    if (known.isPresent()) return known.getAsInt();
    int number = count;
    int slot = number & WordBlock.MASK;
    if (slot == 0) {
      WordBlock[] more = Arrays.copyOf(blocks, blocks.length + 1);
      more[number >>> WordBlock.BITS] = new WordBlock();
      blocks = more;
    }
    String folded = Query.fold(word);
    block(number).add(slot, word.getBytes(StandardCharsets.UTF_8), folded);
    if ((number + 1) * 2L > table.length) table = larger(number);
    put(number, folded, table);
    count = number + 1;
    return number;
  }

  private int[] larger(int end) {
    int[] places = new int[Math.multiplyExact(table.length, 2)];
    for (int number = 0; number < end; number++) put(number, Query.fold(word(number)), places);
    return places;
  }

  private static void put(int number, String folded, int[] places) {
    int at = place(folded, places);
    while (places[at] != 0) at = next(at, places);
    places[at] = number + 1;
  }

  /** Writes the first so many words, in the order of their numbers. */
  void write(SectionWriter out, int end) throws IOException {
    out.putNumber(end);
    for (int number = 0; number < end; number++) out.putText(word(number));
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
    if (text.isLiteral()) {
      spelt(text, end, action);
      return;
    }
    WordBlock.Grams needed = WordBlock.Grams.of(text);
    for (int first = 0; first < end; first += WordBlock.SIZE) {
      int inBlock = Math.min(end - first, WordBlock.SIZE);
      block(first).matching(text, needed, inBlock, first, action);
    }
  }

  /** The words that are one text in any case: all have the same place in the table. */
  private void spelt(Wildcard text, int end, IntConsumer action) {
    int[] places = table;
    String folded = String.join("", text.literals());
    for (int at = place(folded, places); places[at] != 0; at = next(at, places)) {
      int number = places[at] - 1;
      if (number < end && block(number).matches(number & WordBlock.MASK, text)) {
        action.accept(number);
      }
    }
  }

  /** The numbers of all words, in their order. */
  int[] sorted() {
    int[] known = sorted;
    int end = count;
    if (known.length >= end) return known;
    String[] words = new String[end];
    String[] folded = new String[end];
    for (int number = 0; number < end; number++) {
      words[number] = word(number);
      folded[number] = Query.fold(words[number]);
    }
    Comparator<Integer> order =
        Comparator.<Integer, String>comparing(number -> folded[number])
            .thenComparing(number -> words[number]);
    known = IntStream.range(0, end).boxed().sorted(order).mapToInt(Integer::intValue).toArray();
    sorted = known;
    return known;
  }
}
