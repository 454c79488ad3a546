@NullMarked
package earmark.http.trustar;

import org.jspecify.annotations.NullMarked;
