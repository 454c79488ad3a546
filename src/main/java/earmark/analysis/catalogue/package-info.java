/**
 * The rules that turn facts into System Tags, as data that an analyst can read and change: {@code
 * catalogue.yaml}, conditions in the Common Expression Language. A catalogue is checked as a whole
 * when it is loaded, so a rule that can't work is never asked. It reads stored facts only, never a
 * file, so a changed rule needs no new analysis.
 */
@NullMarked
package earmark.analysis.catalogue;

import org.jspecify.annotations.NullMarked;
