@NullMarked
package earmark.indicator;

import org.jspecify.annotations.NullMarked;
