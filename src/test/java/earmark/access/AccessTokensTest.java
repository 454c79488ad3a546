package earmark.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import earmark.refusal.Refusal;
import earmark.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTokensTest {
  private static final String PASSWORD = "correct horse";
  @TempDir Path folder;

  private Instant now = Instant.parse("2026-11-22T10:00:00.123456Z");
  private SqliteStore store;
  private Access access;
  private ApiKeys keys;
  private AccessTokens tokens;
  private Caller bob;
  private ApiKeys.Made made;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("test.db"));
    access =
        new Access(store.accounts(), new TokenKey(new byte[32]), Duration.ofHours(1), 1, () -> now);
    access.addFirstAdmin(PASSWORD);
    bob = access.addUser(access.admin(), new Login("bob"), PASSWORD);
    keys = new ApiKeys(store.keys(), store.accounts(), () -> now);
    tokens = tokens(0);
    made = keys.add(bob, "bob", new Title("feeds"));
  }

  private AccessTokens tokens(int key) {
    byte[] secret = new byte[32];
    secret[0] = (byte) key;
    return new AccessTokens(store.keys(), new TokenKey(secret), () -> now);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private AccessTokens.Issued issue() {
    return tokens.issue(made.key().key(), made.secret());
  }

  @Test
  void a_token_is_a_uuid_for_ten_minutes_and_the_same_until_then_also_after_a_restart() {
    AccessTokens.Issued first = issue();
    assertThat(first.token()).matches("[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}");
    assertThat(first.expiresInSeconds()).isEqualTo(599);
    assertThat(tokens.caller(first.token())).isEqualTo(new AccessTokens.Result.Valid(bob));
    now = now.plusSeconds(300);
    AccessTokens.Issued again = tokens(0).issue(made.key().key(), made.secret());
    assertThat(again.token()).isEqualTo(first.token());
    assertThat(again.expiresInSeconds()).isEqualTo(299);
    now = now.plusSeconds(300).minusNanos(1000);
    assertThat(issue()).isEqualTo(new AccessTokens.Issued(first.token(), 0));
    assertThat(tokens.caller(first.token())).isInstanceOf(AccessTokens.Result.Valid.class);
    now = now.plusNanos(1000);
    assertThat(tokens.caller(first.token())).isEqualTo(new AccessTokens.Result.Expired());
    AccessTokens.Issued next = issue();
    assertThat(next.token()).isNotEqualTo(first.token());
    assertThat(tokens.caller(next.token())).isInstanceOf(AccessTokens.Result.Valid.class);
    assertThat(tokens.caller(first.token())).isEqualTo(new AccessTokens.Result.Expired());
    assertThat(tokens.caller("none")).isEqualTo(new AccessTokens.Result.Unknown());
  }

  @Test
  void two_keys_have_two_tokens() {
    ApiKeys.Made other = keys.add(bob, "bob", new Title("other"));
    assertThat(tokens.issue(other.key().key(), other.secret()).token())
        .isNotEqualTo(issue().token());
  }

  @Test
  void a_bad_pair_is_refused_in_the_same_words() {
    for (List<String> pair :
        List.of(
            List.of(made.key().key(), "wrong"),
            List.of(made.key().key(), ""),
            List.of("00000000-0000-0000-0000-000000000000", made.secret()),
            List.of("no key\0", made.secret()),
            List.of("", ""))) {
      assertThatExceptionOfType(Refusal.Unauthenticated.class)
          .isThrownBy(() -> tokens.issue(pair.get(0), pair.get(1)))
          .withMessage("Bad credentials");
    }
  }

  @Test
  void a_revoked_key_ends_its_token_at_once() {
    String token = issue().token();
    keys.revoke(bob, made.key().key());
    assertThat(tokens.caller(token)).isEqualTo(new AccessTokens.Result.Unknown());
    assertThatExceptionOfType(Refusal.Unauthenticated.class).isThrownBy(this::issue);
  }

  @Test
  void a_disabled_user_has_no_token_and_gets_none() {
    String token = issue().token();
    access.setActive(access.admin(), "bob", false);
    assertThat(tokens.caller(token)).isEqualTo(new AccessTokens.Result.Unknown());
    assertThatExceptionOfType(Refusal.Unauthenticated.class).isThrownBy(this::issue);
    access.setActive(access.admin(), "bob", true);
    assertThat(tokens.caller(token)).isEqualTo(new AccessTokens.Result.Unknown());
    assertThat(tokens.caller(issue().token())).isInstanceOf(AccessTokens.Result.Valid.class);
  }

  @Test
  void after_the_token_key_was_lost_another_token_is_made_and_the_old_one_is_good_until_its_end() {
    String old = issue().token();
    AccessTokens later = tokens(1);
    now = now.plusSeconds(60);
    String fresh = later.issue(made.key().key(), made.secret()).token();
    assertThat(fresh).isNotEqualTo(old);
    assertThat(later.issue(made.key().key(), made.secret()).token()).isEqualTo(fresh);
    assertThat(later.caller(fresh)).isInstanceOf(AccessTokens.Result.Valid.class);
    assertThat(later.caller(old)).isInstanceOf(AccessTokens.Result.Valid.class);
  }

  @Test
  void neither_secrets_nor_tokens_stand_in_the_database() {
    String token = issue().token();
    String rows =
        store.<String>read(handle ->
            handle.createQuery("select * from api_key").mapToMap().list().toString()
                + handle.createQuery("select * from access_token").mapToMap().list());
    assertThat(rows).contains(made.key().key()).doesNotContain(made.secret(), token);
  }

  @Test
  void everybody_manages_his_own_keys_and_an_admin_those_of_all() {
    Caller eve = access.addUser(access.admin(), new Login("eve"), PASSWORD);
    for (String login : new String[] {"bob", "nobody"}) {
      assertThatExceptionOfType(Refusal.Forbidden.class)
          .isThrownBy(() -> keys.add(eve, login, new Title("x")));
      assertThatExceptionOfType(Refusal.Forbidden.class)
          .isThrownBy(() -> keys.list(eve, Optional.of(login)));
    }
    assertThatExceptionOfType(Refusal.Forbidden.class)
        .isThrownBy(() -> keys.list(eve, Optional.empty()));
    String hers = "There is no such key.";
    assertThatExceptionOfType(Refusal.NotFound.class)
        .isThrownBy(() -> keys.revoke(eve, made.key().key()))
        .withMessage(hers);
    assertThatExceptionOfType(Refusal.NotFound.class)
        .isThrownBy(() -> keys.revoke(eve, "00000000-0000-0000-0000-000000000000"))
        .withMessage(hers);
    assertThat(keys.own(bob)).containsExactly(made.key());
    assertThat(keys.own(eve)).isEmpty();
    assertThat(keys.list(access.admin(), Optional.empty())).containsExactly(made.key());
    assertThatExceptionOfType(Refusal.NotFound.class)
        .isThrownBy(() -> keys.add(access.admin(), "nobody", new Title("x")));
    keys.revoke(access.admin(), made.key().key());
    assertThat(keys.own(bob)).isEmpty();
  }
}
