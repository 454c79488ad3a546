package earmark.likeness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Names, found by those that are like them. It only grows. Each name stands under each of its keys
 * in lists that are chained through arrays, so a name of 13 letters takes about 300 bytes. Not safe
 * to share between threads.
 */
final class LikeNames {
  /** So many names under the keys of one are looked at, so that nobody can make this slow. */
  private static final int LOOKED_AT_MAX = 4_096;

  private final List<String> names = new ArrayList<>();
  private final Set<String> known = new HashSet<>();
  private int[] heads = new int[1 << 10];
  private int[] hashes = new int[1 << 10];
  private int[] numbers = new int[1 << 10];
  private int[] following = new int[1 << 10];
  private int count;

  LikeNames() {
    Arrays.fill(heads, -1);
  }

  void add(String name) {
    if (!known.add(name)) return;
    int number = names.size();
    names.add(name);
    NameForms.of(name).keys(key -> put((int) key, number));
  }

  private void put(int hash, int number) {
    if (count == hashes.length) grow();
    hashes[count] = hash;
    numbers[count] = number;
    int bucket = hash & (heads.length - 1);
    following[count] = heads[bucket];
    heads[bucket] = count++;
  }

  private void grow() {
    int size = count * 2;
    hashes = Arrays.copyOf(hashes, size);
    numbers = Arrays.copyOf(numbers, size);
    following = Arrays.copyOf(following, size);
    heads = new int[size];
    Arrays.fill(heads, -1);
    for (int i = 0; i < count; i++) {
      int bucket = hashes[i] & (size - 1);
      following[i] = heads[bucket];
      heads[bucket] = i;
    }
  }

  /** A name that is like another. */
  record Like(String name, Likeness why) {}

  /** The names that are like a name, in no particular order. */
  List<Like> like(String name) {
    NameForms forms = NameForms.of(name);
    Set<Integer> candidates = new HashSet<>();
    forms.keys(key -> {
      int hash = (int) key;
      for (int i = heads[hash & (heads.length - 1)]; i >= 0; i = following[i]) {
        if (hashes[i] == hash && candidates.size() < LOOKED_AT_MAX) candidates.add(numbers[i]);
      }
    });
    List<Like> like = new ArrayList<>();
    for (int number : candidates) {
      String candidate = names.get(number);
      forms.likeness(NameForms.of(candidate)).ifPresent(why -> like.add(new Like(candidate, why)));
    }
    return like;
  }
}
