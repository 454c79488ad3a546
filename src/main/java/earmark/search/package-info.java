/**
 * What somebody types to find samples, and what it means: text in, {@link earmark.search.Query}
 * out. Knows no engine and answers nothing itself.
 */
@NullMarked
package earmark.search;

import org.jspecify.annotations.NullMarked;
