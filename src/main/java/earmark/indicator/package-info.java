/**
 * Indicators: what they are, how they are found in the text of a report, in which enclaves they are
 * known, and the rules for tagging them there. An indicator is one for the whole instance; what a
 * caller learns of it is what is known of it in the enclaves that he may read. The interfaces of
 * what it needs kept stand here; stores implement them. Knows nothing of what a report is besides
 * its number, its revision and its enclave.
 */
@NullMarked
package earmark.indicator;

import org.jspecify.annotations.NullMarked;
