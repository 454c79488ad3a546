@NullMarked
package earmark.access;

import org.jspecify.annotations.NullMarked;
