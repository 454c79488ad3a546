/**
 * The sealed "no" that a caller is meant to read. Rooms throw it, each door translates it with one
 * table. Anything else that is thrown is our own fault and is answered as such.
 */
@NullMarked
package earmark.refusal;

import org.jspecify.annotations.NullMarked;
