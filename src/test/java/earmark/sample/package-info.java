@NullMarked
package earmark.sample;

import org.jspecify.annotations.NullMarked;
