package earmark.store;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.access.Account;
import earmark.access.Accounts;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every store of accounts does. */
interface AccountsContract {
  /** An empty one. */
  Accounts accounts();

  private static byte[] hash(int n) {
    byte[] hash = new byte[32];
    hash[0] = (byte) n;
    return hash;
  }

  private static Instant at(int seconds) {
    return Instant.ofEpochSecond(seconds);
  }

  @Test
  default void an_account_is_found_by_login_and_by_token() {
    Accounts accounts = accounts();
    Account ann = accounts.add("ann", "h1", true, hash(1)).orElseThrow();
    Account bob = accounts.add("Bob", "h2", false, hash(2)).orElseThrow();
    assertThat(ann).isEqualTo(new Account(1, "ann", "h1", true, true, 0));
    assertThat(accounts.find("ann")).contains(ann);
    assertThat(accounts.find("ANN")).isEmpty();
    assertThat(accounts.find("ann\0")).isEmpty();
    assertThat(accounts.findByToken(hash(2))).contains(bob);
    assertThat(accounts.findByToken(hash(3))).isEmpty();
    assertThat(accounts.all()).containsExactly(bob, ann);
  }

  @Test
  default void an_account_has_one_token() {
    Accounts accounts = accounts();
    Account ann = accounts.add("ann", "h1", true, hash(1)).orElseThrow();
    accounts.setToken("ann", hash(9));
    assertThat(accounts.findByToken(hash(9))).contains(ann);
    assertThat(accounts.findByToken(hash(1))).isEmpty();
  }

  @Test
  default void a_login_is_given_once() {
    Accounts accounts = accounts();
    accounts.add("ann", "h1", true, hash(1));
    assertThat(accounts.add("ann", "h2", false, hash(2))).isEmpty();
    assertThat(accounts.find("ann")).map(Account::passwordHash).contains("h1");
  }

  @Test
  default void a_session_lasts_until_it_expires_or_ends() {
    Accounts accounts = accounts();
    Account ann = accounts.add("ann", "h1", true, hash(1)).orElseThrow();
    accounts.addSession(hash(10), "ann", at(1000), at(0));
    accounts.addSession(hash(11), "ann", at(2000), at(0));
    assertThat(accounts.findBySession(hash(10), at(999))).contains(ann);
    assertThat(accounts.findBySession(hash(10), at(1000))).isEmpty();
    assertThat(accounts.findBySession(hash(12), at(0))).isEmpty();
    accounts.removeSession(hash(11));
    accounts.removeSession(hash(11));
    assertThat(accounts.findBySession(hash(11), at(0))).isEmpty();
  }

  @Test
  default void who_is_disabled_keeps_his_token_and_loses_his_sessions() {
    Accounts accounts = accounts();
    accounts.add("ann", "h1", true, hash(1));
    accounts.add("bob", "h2", false, hash(2));
    accounts.addSession(hash(10), "bob", at(1000), at(0));
    accounts.addSession(hash(11), "ann", at(1000), at(0));
    assertThat(accounts.setActive("bob", false)).isEqualTo(Accounts.Changed.DONE);
    assertThat(accounts.findByToken(hash(2))).map(Account::active).contains(false);
    assertThat(accounts.findBySession(hash(10), at(0))).isEmpty();
    assertThat(accounts.findBySession(hash(11), at(0))).isPresent();
    assertThat(accounts.setActive("bob", true)).isEqualTo(Accounts.Changed.DONE);
    assertThat(accounts.find("bob")).map(Account::active).contains(true);
    assertThat(accounts.setActive("eve", false)).isEqualTo(Accounts.Changed.UNKNOWN);
  }

  @Test
  default void an_admin_who_can_log_in_is_always_left() {
    Accounts accounts = accounts();
    accounts.add("ann", "h1", true, hash(1));
    accounts.add("bob", "h2", false, hash(2));
    assertThat(accounts.setActive("ann", false)).isEqualTo(Accounts.Changed.LAST_ADMIN);
    assertThat(accounts.setAdmin("ann", false)).isEqualTo(Accounts.Changed.LAST_ADMIN);
    assertThat(accounts.setAdmin("bob", true)).isEqualTo(Accounts.Changed.DONE);
    assertThat(accounts.setActive("ann", false)).isEqualTo(Accounts.Changed.DONE);
    assertThat(accounts.setAdmin("bob", false)).isEqualTo(Accounts.Changed.LAST_ADMIN);
    assertThat(accounts.setAdmin("ann", false))
        .as("she can't log in")
        .isEqualTo(Accounts.Changed.DONE);
    assertThat(accounts.all()).extracting(Account::admin).containsExactly(false, true);
  }

  @Test
  default void of_two_admins_who_disable_each_other_at_once_one_is_left() throws Exception {
    Accounts accounts = accounts();
    accounts.add("ann", "h1", true, hash(1));
    accounts.add("bob", "h2", true, hash(2));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 10; round++) {
        Future<Accounts.Changed> first = threads.submit(() -> accounts.setActive("ann", false));
        Future<Accounts.Changed> second = threads.submit(() -> accounts.setAdmin("bob", false));
        assertThat(List.of(first.get(), second.get()))
            .containsExactlyInAnyOrder(Accounts.Changed.DONE, Accounts.Changed.LAST_ADMIN);
        accounts.setActive("ann", true);
        accounts.setAdmin("bob", true);
      }
    }
  }

  @Test
  default void another_password_ends_the_sessions_of_its_account() {
    Accounts accounts = accounts();
    accounts.add("ann", "h1", true, hash(1));
    accounts.addSession(hash(10), "ann", at(1000), at(0));
    accounts.setPassword("ann", "h9");
    assertThat(accounts.find("ann")).map(Account::passwordHash).contains("h9");
    assertThat(accounts.findBySession(hash(10), at(0))).isEmpty();
  }
}
