package earmark.index.roaring;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An immutable array that is cheap to change: it is kept in chunks, and a changed copy shares all
 * chunks without a change. Places never set are null.
 */
final class Chunks<T> {
  private static final int BITS = 9;
  private static final int SIZE = 1 << BITS;
  private static final int MASK = SIZE - 1;

  private final @Nullable Object[] @Nullable [] chunks;

  Chunks() {
    this(new Object[0][]);
  }

  private Chunks(@Nullable Object[] @Nullable [] chunks) {
    this.chunks = chunks;
  }

  @SuppressWarnings("unchecked") // only edits put values in, and they are typed
  @Nullable T get(int place) {
    int chunk = place >>> BITS;
    if (chunk >= chunks.length) return null;
    @Nullable Object @Nullable [] values = chunks[chunk];
    return values == null ? null : (T) values[place & MASK];
  }

  /** Changes to be made to a copy; not safe to share between threads. */
  static final class Edit<T> {
    private final Chunks<T> base;
    private final Map<Integer, @Nullable Object[]> touched = new HashMap<>();
    private int chunksMax;

    Edit(Chunks<T> base) {
      this.base = base;
      this.chunksMax = base.chunks.length;
    }

    @SuppressWarnings("unchecked") // only set puts values in, and it is typed
    @Nullable T get(int place) {
      @Nullable Object @Nullable [] values = touched.get(place >>> BITS);
      return values == null ? base.get(place) : (T) values[place & MASK];
    }

    void set(int place, @Nullable T value) {
      int chunk = place >>> BITS;
      touched.computeIfAbsent(chunk, this::copy)[place & MASK] = value;
      chunksMax = Math.max(chunksMax, chunk + 1);
    }

    private @Nullable Object[] copy(int chunk) {
      return chunk < base.chunks.length && base.chunks[chunk] != null
          ? base.chunks[chunk].clone()
          : new Object[SIZE];
    }

    Chunks<T> build() {
      if (touched.isEmpty()) return base;
      @Nullable Object[] @Nullable [] chunks = Arrays.copyOf(base.chunks, chunksMax);
      touched.forEach((chunk, values) -> chunks[chunk] = values);
      return new Chunks<>(chunks);
    }
  }
}
