@NullMarked
package earmark.exchange.stix;

import org.jspecify.annotations.NullMarked;
