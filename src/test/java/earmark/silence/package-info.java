/** Shows that a server calls nobody that it was not told to call. */
@NullMarked
package earmark.silence;

import org.jspecify.annotations.NullMarked;
