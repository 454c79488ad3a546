/**
 * The default store: one SQLite file, no service to start. Written ahead (WAL) and synced on every
 * commit, so that what was acknowledged survives a crash of the process and of the machine.
 */
@NullMarked
package earmark.store.sqlite;

import org.jspecify.annotations.NullMarked;
