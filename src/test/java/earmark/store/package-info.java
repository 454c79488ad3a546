@NullMarked
package earmark.store;

import org.jspecify.annotations.NullMarked;
