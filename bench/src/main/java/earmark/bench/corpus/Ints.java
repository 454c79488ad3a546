package earmark.bench.corpus;

import java.util.Arrays;

/** A list of numbers that grows. */
final class Ints {
  private static final int KEPT_MAX = 64;

  private int[] numbers = new int[4];
  private int size;

  void add(int number) {
    if (size == numbers.length) numbers = Arrays.copyOf(numbers, size * 2);
    numbers[size++] = number;
  }

  int size() {
    return size;
  }

  int get(int place) {
    return numbers[place];
  }

  boolean contains(int number) {
    for (int i = 0; i < size; i++) {
      if (numbers[i] == number) return true;
    }
    return false;
  }

  /** Empties it; a large one gives its memory back. */
  void clear() {
    size = 0;
    if (numbers.length > KEPT_MAX) numbers = new int[4];
  }

  int[] sorted() {
    int[] all = Arrays.copyOf(numbers, size);
    Arrays.sort(all);
    return all;
  }
}
