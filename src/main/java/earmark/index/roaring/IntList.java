package earmark.index.roaring;

import java.util.Arrays;

/**
 * A list of numbers that only grows, immutable for whoever holds it: a longer list shares the array
 * of a shorter one and fills places that the shorter one never reads. Only the newest list may be
 * added to, and by one thread at a time.
 */
record IntList(int[] numbers, int size) {
  static final IntList EMPTY = new IntList(new int[0], 0);

  IntList with(int number) {
    int[] room =
        size < numbers.length ? numbers : Arrays.copyOf(numbers, Math.max(4, size + size / 2));
    room[size] = number;
    return new IntList(room, size + 1);
  }
}
