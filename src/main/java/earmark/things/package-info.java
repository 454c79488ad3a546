/**
 * Sets of things: a tag is a set, and so is every answer. A thing is a number; what it stands for
 * is not known here. Sets are immutable and share what they have in common.
 */
@NullMarked
package earmark.things;

import org.jspecify.annotations.NullMarked;
