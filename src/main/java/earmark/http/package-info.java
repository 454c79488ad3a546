/**
 * The web server and what all doors share: routes, calls and answers, reading bodies, who is
 * calling. A door is a package below: one API with its own shapes. Doors don't know each other.
 */
@NullMarked
package earmark.http;

import org.jspecify.annotations.NullMarked;
