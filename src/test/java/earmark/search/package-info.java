@NullMarked
package earmark.search;

import org.jspecify.annotations.NullMarked;
