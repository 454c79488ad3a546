/**
 * The store for several servers over one database: PostgreSQL. Whoever holds its advisory lock
 * holds the pen, so entries are committed in the order of their numbers and nobody who reads "what
 * came after n" can miss one. Nothing in here ever shows a password.
 */
@NullMarked
package earmark.store.postgres;

import org.jspecify.annotations.NullMarked;
