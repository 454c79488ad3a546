@NullMarked
package earmark.likeness;

import org.jspecify.annotations.NullMarked;
