@NullMarked
package earmark.ledger;

import org.jspecify.annotations.NullMarked;
