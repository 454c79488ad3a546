/** The server with real HTTP, asked as its clients ask it. */
@NullMarked
package earmark.bench.http;

import org.jspecify.annotations.NullMarked;
