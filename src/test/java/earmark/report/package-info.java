@NullMarked
package earmark.report;

import org.jspecify.annotations.NullMarked;
