/**
 * HTTP as a client of a cloud needs it: no more requests than allowed, timeouts for answers that
 * don't begin and answers that don't end, limits for their size, repetition of what may work the
 * second time, and silence towards a cloud that fails. Knows of samples nothing but the names of
 * outcomes.
 */
@NullMarked
package earmark.cloud.wire;

import org.jspecify.annotations.NullMarked;
