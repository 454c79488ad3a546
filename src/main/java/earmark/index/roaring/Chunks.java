package earmark.index.roaring;

import java.util.Arrays;
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

  /** How many places there are at most; all behind are null. */
  int places() {
    return chunks.length << BITS;
  }

  /** Changes to be made to a copy; not safe to share between threads. */
  static final class Edit<T> {
    private @Nullable Object[] @Nullable [] base;
    private @Nullable Object[] @Nullable [] chunks;

    Edit(Chunks<T> base) {
      this.base = base.chunks;
      this.chunks = base.chunks;
    }

    @SuppressWarnings("unchecked") // only set puts values in, and it is typed
    @Nullable T get(int place) {
      int chunk = place >>> BITS;
      if (chunk >= chunks.length) return null;
      @Nullable Object @Nullable [] values = chunks[chunk];
      return values == null ? null : (T) values[place & MASK];
    }

    int places() {
      return chunks.length << BITS;
    }

    void set(int place, @Nullable T value) {
      own(place >>> BITS)[place & MASK] = value;
    }

    /** The chunk, copied first if it still is that of the original. */
    @SuppressWarnings("ReferenceEquality") // whether it is the very same array is the question
    private @Nullable Object[] own(int chunk) {
      if (chunks == base || chunk >= chunks.length) {
        chunks = Arrays.copyOf(chunks, Math.max(chunk + 1, chunks.length));
      }
      @Nullable Object @Nullable [] values = chunks[chunk];
      if (values == null) {
        values = new Object[SIZE];
      } else if (chunk < base.length && values == base[chunk]) {
        values = values.clone();
      }
      chunks[chunk] = values;
      return values;
    }

    /** All places as they are now; what is changed afterwards is changed in copies. */
    Chunks<T> build() {
      base = chunks;
      return new Chunks<>(chunks);
    }
  }
}
