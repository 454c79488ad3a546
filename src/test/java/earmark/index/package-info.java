@NullMarked
package earmark.index;

import org.jspecify.annotations.NullMarked;
