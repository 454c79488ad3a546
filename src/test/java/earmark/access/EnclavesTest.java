package earmark.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import earmark.refusal.Refusal;
import earmark.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnclavesTest {
  private static final String PASSWORD = "correct horse";
  @TempDir Path folder;

  private SqliteStore store;
  private Enclaves enclaves;
  private Administration administration;
  private Caller admin;
  private Caller bob;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("test.db"));
    Access access =
        new Access(
            store.accounts(), new TokenKey(new byte[32]), Duration.ofHours(1), 1, Instant::now);
    access.addFirstAdmin(PASSWORD);
    admin = access.admin();
    bob = access.addUser(admin, new Login("bob"), PASSWORD);
    enclaves = new Enclaves(store.grants());
    administration = new Administration(store.grants(), store.accounts());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Enclave enclave(String name) {
    return administration.addEnclave(
        admin, Enclave.fresh(name, Enclave.Type.INTERNAL, Enclave.USUAL_TEMPLATE));
  }

  private void give(Enclave enclave, String rights) {
    administration.grant(
        admin,
        enclave.id(),
        new Grant.Holder.User("bob"),
        Right.parse(List.of(rights.split(",", -1))));
  }

  @Test
  void what_may_not_be_read_is_answered_as_what_is_not_there() {
    Enclave hidden = enclave("Hidden");
    for (String id : List.of(hidden.id(), UUID.randomUUID().toString(), "", "x\0")) {
      for (Right right : Right.values()) {
        assertThatExceptionOfType(Refusal.NotFound.class)
            .isThrownBy(() -> enclaves.require(bob, id, right))
            .withMessage("There is no such enclave.");
      }
      assertThat(enclaves.rights(bob, id)).isEmpty();
    }
    assertThat(enclaves.readable(bob)).isEmpty();
    assertThat(enclaves.rights(admin, hidden.id())).as("an admin only manages it").isEmpty();
  }

  @Test
  void what_may_be_read_is_forbidden_to_who_lacks_the_right() {
    Enclave ours = enclave("Ours");
    give(ours, "read,create");
    assertThat(enclaves.require(bob, ours.id(), Right.READ)).isEqualTo(ours);
    assertThat(enclaves.require(bob, ours.id(), Right.CREATE)).isEqualTo(ours);
    assertThatExceptionOfType(Refusal.Forbidden.class)
        .isThrownBy(() -> enclaves.require(bob, ours.id(), Right.UPDATE))
        .withMessage("You may not update in the enclave Ours.");
    assertThat(enclaves.rights(bob, ours.id())).isEqualTo(EnumSet.of(Right.READ, Right.CREATE));
  }

  @Test
  void a_change_counts_at_once_and_the_list_is_by_name() {
    Enclave b = enclave("b");
    Enclave a = enclave("a");
    give(b, "read");
    assertThat(enclaves.readable(bob)).containsExactly(b);
    give(a, "read,update");
    assertThat(enclaves.readable(bob)).containsExactly(a, b);
    assertThat(enclaves.held(bob))
        .containsExactly(
            new Held(a, EnumSet.of(Right.READ, Right.UPDATE)), new Held(b, EnumSet.of(Right.READ)));
    administration.changeEnclave(
        admin, a.id(), Optional.of("c"), Optional.empty(), Optional.empty());
    assertThat(enclaves.readable(bob)).extracting(Enclave::name).containsExactly("b", "c");
    administration.revoke(admin, b.id(), new Grant.Holder.User("bob"));
    assertThat(enclaves.readableIds(bob)).isEqualTo(Set.of(a.id()));
    store.accounts().setActive("bob", false);
    assertThat(enclaves.readableIds(bob)).isEmpty();
  }

  @Test
  void rights_without_reading_are_refused_in_words() {
    assertThat(Right.parse(List.of("READ", " update"))).containsExactly(Right.READ, Right.UPDATE);
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> Right.parse(List.of("create", "update")))
        .withMessageContaining("may also read");
    assertThatExceptionOfType(Refusal.Invalid.class).isThrownBy(() -> Right.parse(List.of()));
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> Right.parse(List.of("read", "write")))
        .withMessageContaining("read, create and update");
  }

  @Test
  void a_name_has_1_to_100_characters_none_of_which_controls_anything() {
    assertThat(new Title(" Café\u0301 ").text()).isEqualTo("Caf\u00e9\u0301");
    assertThat(new Title("e\u0301").text()).isEqualTo("\u00e9");
    assertThat(new Title("🐙".repeat(100)).text()).hasSize(200);
    for (String wrong :
        List.of(
            "",
            "  ",
            "a\nb",
            "a\0",
            "a\u007f",
            "a\u0085b",
            "a\u2028b",
            "\ud800",
            "a".repeat(101))) {
      assertThatExceptionOfType(Refusal.Invalid.class).isThrownBy(() -> new Title(wrong));
    }
  }

  @Test
  void nobody_but_an_admin_administers_or_learns_what_is_there() {
    Enclave ours = enclave("Ours");
    give(ours, "read,create,update");
    Group group = administration.addGroup(admin, new Title("Analysts"));
    for (String id : List.of(ours.id(), UUID.randomUUID().toString())) {
      for (Runnable attempt :
          List.<Runnable>of(
              () -> administration.enclaves(bob),
              () -> administration.addEnclave(bob, ours),
              () ->
                  administration.changeEnclave(
                      bob, id, Optional.of("x"), Optional.empty(), Optional.empty()),
              () -> administration.grants(bob, Optional.of(id)),
              () ->
                  administration.grant(
                      bob, id, new Grant.Holder.User("nobody"), EnumSet.of(Right.READ)),
              () -> administration.revoke(bob, id, new Grant.Holder.User("bob")),
              () -> administration.groups(bob),
              () -> administration.addGroup(bob, new Title("Analysts")),
              () -> administration.removeGroup(bob, group.id()),
              () -> administration.join(bob, group.id() + 1, "bob"),
              () -> administration.leave(bob, group.id(), "nobody"))) {
        assertThatExceptionOfType(Refusal.Forbidden.class)
            .isThrownBy(attempt::run)
            .withMessage("Only an admin may manage enclaves, groups and rights.");
      }
    }
    assertThat(administration.groups(admin)).containsExactly(group);
  }
}
