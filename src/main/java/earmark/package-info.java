/**
 * The wiring: the main program, the server put together by hand, and its settings. Knows every room
 * and is known by none.
 */
@NullMarked
package earmark;

import org.jspecify.annotations.NullMarked;
