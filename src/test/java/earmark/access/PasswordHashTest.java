package earmark.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class PasswordHashTest {
  /** From the tests of the reference implementation of Argon2, version 1.3. */
  private static final String OF_PASSWORD =
      "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

  @Test
  void hashes_of_the_reference_implementation_are_understood() {
    assertThat(PasswordHash.matches("password", OF_PASSWORD)).isTrue();
    assertThat(PasswordHash.matches("Password", OF_PASSWORD)).isFalse();
  }

  @Test
  void a_hash_matches_its_password_alone_and_is_salted() {
    SecureRandom random = new SecureRandom();
    String first = PasswordHash.of("žluťoučký kůň", 19, random);
    String second = PasswordHash.of("žluťoučký kůň", 19, random);
    assertThat(first).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").isNotEqualTo(second);
    assertThat(PasswordHash.matches("žluťoučký kůň", first)).isTrue();
    assertThat(PasswordHash.matches("žluťoučký kůn", first)).isFalse();
    assertThat(PasswordHash.matches("", first)).isFalse();
  }

  @Test
  void a_hash_is_checked_with_the_memory_it_was_made_with() {
    String small = PasswordHash.of("password", 1, new SecureRandom());
    assertThat(small).startsWith("$argon2id$v=19$m=1024,t=2,p=1$");
    assertThat(PasswordHash.matches("password", small)).isTrue();
  }

  @Test
  void nobodys_hash_costs_the_same_and_matches_nothing() {
    String nobodys = PasswordHash.ofNobody(19);
    assertThat(nobodys).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(PasswordHash.matches("", nobodys)).isFalse();
    assertThat(PasswordHash.matches("nobody", nobodys)).isFalse();
  }

  @Test
  void what_is_no_hash_is_noticed() {
    assertThatIllegalArgumentException().isThrownBy(() -> PasswordHash.matches("p", "plain"));
  }
}
