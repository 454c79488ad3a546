@NullMarked
package earmark.alert.webhook;

import org.jspecify.annotations.NullMarked;
