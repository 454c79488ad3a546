/**
 * The commands. Those that work on an instance talk HTTP to its server, as any other client does;
 * {@code analyse} needs none.
 */
@NullMarked
package earmark.cli;

import org.jspecify.annotations.NullMarked;
