/**
 * Tags on their way to other systems and back: what carries them is written one by one, in formats
 * that others read, and lists of tags are put on what they name, as one operation. Whoever exports
 * gets what he may see and no more. Formats in JSON stand in packages below.
 */
@NullMarked
package earmark.exchange;

import org.jspecify.annotations.NullMarked;
