/**
 * The index in process: a dictionary of tag names by their parts, one set of samples for each tag,
 * and the rare tags of each sample. What readers see is one immutable view that the writer
 * replaces.
 */
@NullMarked
package earmark.index.roaring;

import org.jspecify.annotations.NullMarked;
