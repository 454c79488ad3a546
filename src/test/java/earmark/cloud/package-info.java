@NullMarked
package earmark.cloud;

import org.jspecify.annotations.NullMarked;
