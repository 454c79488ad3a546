@NullMarked
package earmark.http;

import org.jspecify.annotations.NullMarked;
