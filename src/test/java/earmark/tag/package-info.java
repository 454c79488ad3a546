@NullMarked
package earmark.tag;

import org.jspecify.annotations.NullMarked;
