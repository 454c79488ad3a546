@NullMarked
package earmark.exchange;

import org.jspecify.annotations.NullMarked;
