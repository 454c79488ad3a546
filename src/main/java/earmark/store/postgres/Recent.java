package earmark.store.postgres;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The values that were looked at last, up to a number of them. Safe for any thread. */
final class Recent<K, V> {
  private final Map<K, V> values;

  Recent(int max) {
    values =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > max;
          }
        };
  }

  synchronized void put(K key, V value) {
    values.put(key, value);
  }

  synchronized void remove(K key) {
    values.remove(key);
  }

  synchronized void removeIf(Predicate<V> condition) {
    values.values().removeIf(condition);
  }

  synchronized Optional<V> get(K key) {
    return Optional.ofNullable(values.get(key));
  }
}
