package earmark.store;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.access.Account;
import earmark.access.Accounts;
import java.time.Instant;
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
}
