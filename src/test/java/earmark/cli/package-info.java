/** The command line, tested without a server; with one it is tested as a process. */
@NullMarked
package earmark.cli;

import org.jspecify.annotations.NullMarked;
