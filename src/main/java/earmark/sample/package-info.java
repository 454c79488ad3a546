/**
 * Samples: taking them in, having them analysed, finding them, and the rules for tagging them. The
 * interfaces of what it needs kept stand here; stores implement them. Samples are shared by all
 * users of an instance.
 */
@NullMarked
package earmark.sample;

import org.jspecify.annotations.NullMarked;
