/**
 * Files that keep what was computed, so that it need not be computed again: named sections of
 * numbers, texts and arrays, each checked frame by frame before anybody sees a byte of it. What the
 * sections mean is known to the rooms that write them. Whoever can't read such a file does without.
 */
@NullMarked
package earmark.snapshot;

import org.jspecify.annotations.NullMarked;
