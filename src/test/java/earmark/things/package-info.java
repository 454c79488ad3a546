@NullMarked
package earmark.things;

import org.jspecify.annotations.NullMarked;
