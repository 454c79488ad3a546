/**
 * The names of tags and their rules, and what identifies a tag. Whoever holds one of these values
 * holds a valid one, so nobody checks twice. Knows nothing of things, storage or doors.
 */
@NullMarked
package earmark.tag;

import org.jspecify.annotations.NullMarked;
