/**
 * The benchmark: loads both sides with one corpus, asks both the same, demands the same answers,
 * and prints how long each took.
 */
@NullMarked
package earmark.bench;

import org.jspecify.annotations.NullMarked;
