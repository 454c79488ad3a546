@NullMarked
package earmark.http.api;

import org.jspecify.annotations.NullMarked;
