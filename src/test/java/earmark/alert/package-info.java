@NullMarked
package earmark.alert;

import org.jspecify.annotations.NullMarked;
