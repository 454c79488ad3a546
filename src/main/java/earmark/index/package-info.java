/**
 * What a search index can be asked. An index is the fold of the ledger and nothing else, so it can
 * be thrown away. Engines stand in packages below and pass the same contract.
 */
@NullMarked
package earmark.index;

import org.jspecify.annotations.NullMarked;
