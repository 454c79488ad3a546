/**
 * Readers of file formats, and what each reads off a file. Their input is hostile: every count,
 * length and depth has a limit, nothing is allocated by a number that a file states, and a reader
 * that gives up on a part says so in words and goes on with the next. They rely on nothing but the
 * bytes: no file name, no clock, no network.
 */
@NullMarked
package earmark.analysis.format;

import org.jspecify.annotations.NullMarked;
