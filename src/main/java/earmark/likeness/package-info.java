/**
 * Which names look like one another, so that whoever is about to make a new tag is told of the one
 * that he may have meant. It only ever suggests: nothing is refused for it.
 */
@NullMarked
package earmark.likeness;

import org.jspecify.annotations.NullMarked;
