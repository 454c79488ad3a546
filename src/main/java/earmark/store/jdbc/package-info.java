/**
 * What relational stores share: the queries, in SQL that SQLite and PostgreSQL both understand, and
 * the records read from their rows. How to connect, and who may write when, is each store's own.
 */
@NullMarked
package earmark.store.jdbc;

import org.jspecify.annotations.NullMarked;
