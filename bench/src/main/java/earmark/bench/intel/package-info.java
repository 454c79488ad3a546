/** Indicators in enclaves: what somebody sees who may read some of them. */
@NullMarked
package earmark.bench.intel;

import org.jspecify.annotations.NullMarked;
