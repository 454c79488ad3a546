/**
 * The index in process. {@link earmark.index.roaring.View} is all that readers see at one moment,
 * immutable, and the writer replaces it: a dictionary of tag names by their parts, the tags on
 * samples seen from both sides, and columns of words, texts and numbers. {@link
 * earmark.index.roaring.ViewDraft} makes the next view, or one of the past. Nothing in here waits
 * for anything.
 */
@NullMarked
package earmark.index.roaring;

import org.jspecify.annotations.NullMarked;
