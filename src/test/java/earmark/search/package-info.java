/** Tests of the search language. */
@NullMarked
package earmark.search;

import org.jspecify.annotations.NullMarked;
