package earmark.index.roaring;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A list of numbers that only grows, immutable for whoever holds it: a longer list shares the array
 * of a shorter one and fills places that the shorter one never reads. Only the newest list may be
 * added to, and by one thread at a time.
 */
record IntList(int[] numbers, int size) {
  static final IntList EMPTY = new IntList(new int[0], 0);

  /** The numbers below an end, in their order. */
  static IntList upTo(int end) {
    return new IntList(IntStream.range(0, end).toArray(), end);
  }

  IntList with(int number) {
    int[] room =
        size < numbers.length ? numbers : Arrays.copyOf(numbers, Math.max(4, size + size / 2));
    room[size] = number;
    return new IntList(room, size + 1);
  }
}
