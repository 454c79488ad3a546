/** The door of the web page: its files, under a strict Content-Security-Policy. */
@NullMarked
package earmark.http.ui;

import org.jspecify.annotations.NullMarked;
