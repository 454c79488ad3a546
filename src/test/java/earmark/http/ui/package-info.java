@NullMarked
package earmark.http.ui;

import org.jspecify.annotations.NullMarked;
