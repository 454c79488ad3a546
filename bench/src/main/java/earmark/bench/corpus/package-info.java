/**
 * The corpus that all sides are loaded with: drawn from a seed after the distributions measured in
 * other tag systems, and the same, number by number, wherever it is drawn. Knows nothing of what is
 * measured.
 */
@NullMarked
package earmark.bench.corpus;

import org.jspecify.annotations.NullMarked;
