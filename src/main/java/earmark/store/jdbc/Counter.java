package earmark.store.jdbc;

import org.jdbi.v3.core.Handle;

/**
 * Numbers that are given in order and never again. Who takes one holds the counter until the
 * transaction ends, so they become visible in order too. A number that is not used is missing.
 */
enum Counter {
  SUBSCRIPTION,
  ALERT,
  ATTEMPT,
  REPORT,
  REVISION,
  /** Changes of rights: of enclaves, groups, grants and of who is an active user. */
  ACCESS,
  INDICATOR_REMARK,
  INDICATOR_MENTION,
  INDICATOR_EXPORT_PART,
  VOCABULARY_TERM,
  /** Changes of vocabularies. */
  VOCABULARY;

  /** The last number that was given; 0 if none was. */
  long last(Handle handle) {
    return handle
        .createQuery("select last from counter where name = :name")
        .bind("name", name())
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
  }

  /** Takes so many and answers the first of them. */
  long take(Handle handle, int count) {
    return handle
            .createQuery(
                """
                insert into counter (name, last) values (:name, :count)
                on conflict (name) do update set last = counter.last + excluded.last
                returning last
                """)
            .bind("name", name())
            .bind("count", (long) count)
            .mapTo(Long.class)
            .one()
        - count
        + 1;
  }
}
