package earmark.store;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.access.Account;
import earmark.access.Accounts;
import earmark.access.ApiKey;
import earmark.access.Keys;
import earmark.store.jdbc.Store;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every store of API keys and access tokens does. */
interface KeysContract {
  Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  /** An empty one. */
  Store store();

  /** The same as another server sees it. */
  default Store same() {
    return store();
  }

  private static byte[] hash(int n) {
    byte[] hash = new byte[32];
    hash[1] = (byte) n;
    return hash;
  }

  private Account account(String login, int n) {
    return store().accounts().add(login, "h", false, hash(n)).orElseThrow();
  }

  private ApiKey key(String login, int n) {
    ApiKey key =
        new ApiKey(
            "00000000-0000-0000-0000-%012d".formatted(n),
            login,
            "name " + n,
            NOW.plusMillis(n),
            Optional.empty());
    store().keys().add(key, hash(n));
    return key;
  }

  /** Puts a key with a token into a store that has this account. */
  static void fill(Store store, String login) {
    ApiKey key =
        new ApiKey(UUID.randomUUID().toString(), login, "of " + login, NOW, Optional.empty());
    store.keys().add(key, hash(1));
    byte[] token = login.getBytes(StandardCharsets.UTF_8);
    store.keys().issue(key.key(), NOW, _ -> true, new Keys.Token(token, NOW.plusSeconds(600)));
  }

  private static Keys.Token token(int n, Instant expiresAt) {
    return new Keys.Token(hash(n), expiresAt);
  }

  private static boolean isSame(Keys.Token one, Keys.Token other) {
    return one.expiresAt().equals(other.expiresAt()) && one.hash()[1] == other.hash()[1];
  }

  @Test
  default void keys_are_listed_found_and_removed() {
    Account ann = account("ann", 1);
    account("bob", 2);
    ApiKey second = key("ann", 12);
    ApiKey first = key("ann", 11);
    ApiKey bobs = key("bob", 13);
    Keys keys = store().keys();
    assertThat(keys.list(Optional.of("ann"))).containsExactly(first, second);
    assertThat(keys.list(Optional.empty())).containsExactly(first, second, bobs);
    assertThat(keys.get(bobs.key())).contains(bobs);
    Keys.Secured found = keys.find(first.key()).orElseThrow();
    assertThat(found.account()).isEqualTo(ann);
    assertThat(found.secretHash()).isEqualTo(hash(11));
    assertThat(keys.remove(first.key())).isTrue();
    assertThat(keys.remove(first.key())).isFalse();
    assertThat(keys.find(first.key())).isEmpty();
    assertThat(keys.get(first.key())).isEmpty();
    assertThat(keys.list(Optional.of("ann"))).containsExactly(second);
  }

  @Test
  default void a_token_is_made_once_while_it_lives_and_told_of_for_a_day_after() {
    Account ann = account("ann", 1);
    String key = key("ann", 11).key();
    Keys keys = store().keys();
    Instant end = NOW.plusSeconds(600);
    assertThat(keys.live(key, NOW)).isEmpty();
    Keys.Token first = keys.issue(key, NOW, _ -> true, token(21, end)).orElseThrow();
    assertThat(isSame(first, token(21, end))).isTrue();
    assertThat(keys.get(key).flatMap(ApiKey::lastUsed)).contains(NOW);
    Keys.Token again = keys.issue(key, NOW, _ -> true, token(22, end.plusSeconds(1))).orElseThrow();
    assertThat(isSame(again, first)).isTrue();
    assertThat(keys.live(key, end.minusMillis(1)).filter(one -> isSame(one, first))).isPresent();
    assertThat(keys.live(key, end)).isEmpty();
    Keys.Token unknown =
        keys.issue(key, NOW, _ -> false, token(23, end.plusSeconds(2))).orElseThrow();
    assertThat(isSame(unknown, token(23, end.plusSeconds(2)))).isTrue();
    assertThat(keys.bearer(hash(21)))
        .hasValueSatisfying(bearer -> {
          assertThat(bearer.account()).isEqualTo(ann);
          assertThat(bearer.expiresAt()).isEqualTo(end);
        });
    assertThat(keys.bearer(hash(22))).isEmpty();
    Instant later = end.plus(Duration.ofDays(1));
    keys.issue(key, later, _ -> true, token(24, later.plusSeconds(600)));
    assertThat(keys.bearer(hash(21))).isEmpty();
    assertThat(keys.bearer(hash(24))).isPresent();
  }

  @Test
  default void a_key_takes_its_tokens_along_and_who_is_disabled_loses_them() {
    account("ann", 1);
    String first = key("ann", 11).key();
    String second = key("ann", 12).key();
    Keys keys = store().keys();
    keys.issue(first, NOW, _ -> true, token(21, NOW.plusSeconds(600)));
    keys.issue(second, NOW, _ -> true, token(22, NOW.plusSeconds(600)));
    keys.remove(first);
    assertThat(keys.bearer(hash(21))).isEmpty();
    assertThat(keys.issue(first, NOW, _ -> true, token(23, NOW.plusSeconds(600)))).isEmpty();
    assertThat(keys.bearer(hash(22))).isPresent();
    assertThat(same().accounts().setActive("ann", false)).isEqualTo(Accounts.Changed.DONE);
    assertThat(keys.bearer(hash(22))).isEmpty();
    assertThat(keys.issue(second, NOW, _ -> true, token(24, NOW.plusSeconds(600)))).isEmpty();
    store().accounts().setActive("ann", true);
    assertThat(keys.bearer(hash(22))).as("it is over for good").isEmpty();
    assertThat(keys.find(second)).isPresent();
  }

  @Test
  default void of_many_who_ask_at_once_all_get_the_same_token() throws Exception {
    account("ann", 1);
    String key = key("ann", 11).key();
    List<Future<Keys.Token>> asked = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 16; i++) {
        Keys keys = i % 2 == 0 ? store().keys() : same().keys();
        Keys.Token fresh = token(30 + i, NOW.plusSeconds(600 + i));
        asked.add(threads.submit(() -> keys.issue(key, NOW, _ -> true, fresh).orElseThrow()));
      }
      Keys.Token first = asked.getFirst().get(30, TimeUnit.SECONDS);
      for (Future<Keys.Token> one : asked) {
        assertThat(isSame(one.get(30, TimeUnit.SECONDS), first)).isTrue();
      }
    }
  }
}
