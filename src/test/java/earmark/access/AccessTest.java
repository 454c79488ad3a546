package earmark.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import earmark.refusal.Refusal;
import earmark.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTest {
  private static final String PASSWORD = "correct horse";
  @TempDir Path folder;

  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private SqliteStore store;
  private Access access;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("test.db"));
    access = access(new byte[32]);
    access.addFirstAdmin("short");
  }

  private Access access(byte[] secret) {
    return new Access(store.accounts(), new TokenKey(secret), Duration.ofHours(1), 1, () -> now);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void the_token_of_a_user_is_the_same_each_time_and_belongs_to_nobody_else() {
    Caller bob = access.addUser(access.admin(), new Login("bob"), PASSWORD);
    String token = access.token(bob);
    assertThat(token).matches("[0-9a-f]{40}").isEqualTo(access.token(bob));
    assertThat(access.token(access.admin())).isNotEqualTo(token);
    assertThat(access.byToken(token)).contains(bob);
    assertThat(access.byToken(token.replace('a', 'b') + "0")).isEmpty();
  }

  @Test
  void after_the_token_key_was_lost_a_token_fetched_anew_replaces_the_old_one() {
    String old = access.token(access.admin());
    byte[] other = new byte[32];
    other[0] = 1;
    Access later = access(other);
    assertThat(later.byToken(old)).as("it was not withdrawn").contains(later.admin());
    String fresh = later.token(later.admin());
    assertThat(fresh).isNotEqualTo(old);
    assertThat(later.byToken(fresh)).contains(later.admin());
    assertThat(later.byToken(old)).isEmpty();
  }

  @Test
  void whoever_starts_an_instance_may_choose_a_short_password_and_nobody_else() {
    assertThat(access.login("admin", "short").admin()).isTrue();
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> access.addUser(access.admin(), new Login("bob"), "short"))
        .withMessageContaining("8 to 256 characters");
  }

  @Test
  void only_an_admin_adds_users() {
    Caller bob = access.addUser(access.admin(), new Login("bob"), PASSWORD);
    assertThatExceptionOfType(Refusal.Forbidden.class)
        .isThrownBy(() -> access.addUser(bob, new Login("eve"), PASSWORD));
    assertThatExceptionOfType(Refusal.Conflict.class)
        .isThrownBy(() -> access.addUser(access.admin(), new Login("bob"), PASSWORD));
    assertThat(access.users(access.admin()))
        .containsExactly(new User(1, "admin", true, true), new User(bob.id(), "bob", false, true));
  }

  @Test
  void ten_failures_in_a_row_lock_a_login_out_for_five_minutes() {
    for (int i = 0; i < 10; i++) {
      assertThatExceptionOfType(Refusal.Unauthenticated.class)
          .isThrownBy(() -> access.login("admin", "wrong"));
    }
    assertThatExceptionOfType(Refusal.TooMany.class)
        .as("even with the right password")
        .isThrownBy(() -> access.login("admin", "short"));
    now = now.plus(Duration.ofMinutes(5)).plusSeconds(1);
    assertThat(access.login("admin", "short").login()).isEqualTo("admin");
  }

  @Test
  void a_success_forgives_the_failures_before_it() {
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 9; i++) {
        assertThatExceptionOfType(Refusal.Unauthenticated.class)
            .isThrownBy(() -> access.login("admin", "wrong"));
      }
      access.login("admin", "short");
    }
  }

  @Test
  void a_session_lasts_as_long_as_it_is_meant_to() {
    String session = access.startSession(access.admin());
    assertThat(access.bySession(session)).contains(access.admin());
    now = now.plus(Duration.ofMinutes(59));
    assertThat(access.bySession(session)).isPresent();
    now = now.plus(Duration.ofMinutes(1));
    assertThat(access.bySession(session)).isEmpty();
  }

  @Test
  void who_is_disabled_can_not_log_in_and_neither_token_nor_session_is_of_use() {
    Caller bob = access.addUser(access.admin(), new Login("bob"), PASSWORD);
    String token = access.token(bob);
    String session = access.startSession(bob);
    assertThat(access.setActive(access.admin(), "bob", false).active()).isFalse();
    assertThat(access.byToken(token)).isEmpty();
    assertThat(access.bySession(session)).isEmpty();
    assertThatExceptionOfType(Refusal.Unauthenticated.class)
        .isThrownBy(() -> access.login("bob", PASSWORD))
        .withMessage("Wrong login or password.");
    access.setActive(access.admin(), "bob", true);
    assertThat(access.byToken(token)).contains(bob);
    assertThat(access.login("bob", PASSWORD)).isEqualTo(bob);
    assertThat(access.bySession(session)).as("it ended for good").isEmpty();
  }

  @Test
  void only_an_admin_manages_users_and_learns_whether_they_are_there() {
    Caller bob = access.addUser(access.admin(), new Login("bob"), PASSWORD);
    for (String login : new String[] {"admin", "bob", "nobody"}) {
      assertThatExceptionOfType(Refusal.Forbidden.class)
          .isThrownBy(() -> access.setActive(bob, login, false))
          .withMessage("Only an admin may manage users.");
      assertThatExceptionOfType(Refusal.Forbidden.class)
          .isThrownBy(() -> access.setAdmin(bob, login, true));
      assertThatExceptionOfType(Refusal.Forbidden.class)
          .isThrownBy(() -> access.setPassword(bob, login, PASSWORD));
    }
    assertThatExceptionOfType(Refusal.NotFound.class)
        .isThrownBy(() -> access.setActive(access.admin(), "nobody\0", false));
  }

  @Test
  void the_last_admin_can_not_be_disabled() {
    assertThatExceptionOfType(Refusal.Conflict.class)
        .isThrownBy(() -> access.setActive(access.admin(), "admin", false))
        .withMessageContaining("last admin");
    access.addUser(access.admin(), new Login("ann"), PASSWORD, true);
    assertThat(access.setActive(access.admin(), "admin", false).active()).isFalse();
  }

  @Test
  void a_password_is_changed_by_whoever_knows_it_and_set_by_an_admin() {
    Caller bob = access.addUser(access.admin(), new Login("bob"), PASSWORD);
    String session = access.startSession(bob);
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> access.changePassword(bob, "wrong", "another horse"))
        .withMessage("The current password is wrong.");
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> access.changePassword(bob, PASSWORD, "short"));
    assertThat(access.bySession(session)).isPresent();
    access.changePassword(bob, PASSWORD, "another horse");
    assertThat(access.bySession(session)).isEmpty();
    assertThat(access.login("bob", "another horse")).isEqualTo(bob);
    access.setPassword(access.admin(), "bob", "a third horse");
    assertThat(access.login("bob", "a third horse")).isEqualTo(bob);
    assertThatExceptionOfType(Refusal.Unauthenticated.class)
        .isThrownBy(() -> access.login("bob", PASSWORD));
  }
}
