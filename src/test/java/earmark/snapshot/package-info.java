/** Snapshots are tried by damaging them. */
@NullMarked
package earmark.snapshot;

import org.jspecify.annotations.NullMarked;
