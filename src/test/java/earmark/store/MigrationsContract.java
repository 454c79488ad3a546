package earmark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import earmark.refusal.Refusal;
import earmark.store.jdbc.Store;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How every store deals with databases of other versions. */
interface MigrationsContract {
  /** Opens the same database each time. */
  Store open();

  /** The checksum of each migration that was released; none of these ever changes. */
  Map<String, Integer> released();

  @Test
  default void migrations_that_were_released_are_as_they_were() {
    try (Store store = open()) {
      Map<String, Integer> taken =
          store.read(handle ->
              handle
                  .createQuery("select version, checksum from flyway_schema_history")
                  .map((row, _) -> Map.entry(row.getString(1), row.getInt(2)))
                  .collectToMap(Map.Entry::getKey, Map.Entry::getValue));
      assertThat(taken).containsAllEntriesOf(released());
    }
  }

  @Test
  default void a_database_of_a_newer_version_is_refused_with_both_versions_named() {
    try (Store store = open()) {
      store.write(handle ->
          handle.execute(
              """
              insert into flyway_schema_history
                (installed_rank, version, description, type, script, checksum, installed_by,
                 execution_time, success)
              values (99, '99', 'of the future', 'SQL', 'V99__of_the_future.sql', 1, 'x', 1, true)
              """));
    }
    assertThatExceptionOfType(Refusal.Unavailable.class)
        .isThrownBy(this::open)
        .withMessageContaining("has schema 99, made by a newer Earmark; this one knows schema ");
  }

  @Test
  default void a_database_that_other_migrations_made_is_refused() {
    try (Store store = open()) {
      store.write(handle ->
          handle.execute(
              "update flyway_schema_history set checksum = checksum + 1 where version = '1'"));
    }
    assertThatExceptionOfType(Refusal.Unavailable.class)
        .isThrownBy(this::open)
        .withMessageContaining("was not made by the migrations of this Earmark");
  }
}
