/** A small harness for property tests: many random cases, each with a seed that repeats it. */
@NullMarked
package earmark.property;

import org.jspecify.annotations.NullMarked;
