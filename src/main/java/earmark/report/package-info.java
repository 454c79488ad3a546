/**
 * Reports: texts on threats, each in one enclave, their life from submission to deletion, finding
 * them, and the rules for tagging them. What changes and is tagged stands in the ledger, what a
 * report says in revisions that never change. Every answer is about what the caller may read; the
 * interfaces of what is kept stand here, stores implement them.
 */
@NullMarked
package earmark.report;

import org.jspecify.annotations.NullMarked;
