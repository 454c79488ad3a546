/**
 * The systems that are compared, behind one interface: Earmark as its server wires it, without the
 * doors, PostgreSQL with a row for each mapping, and OpenSearch with a document for each sample.
 * Loads, answers and writes; measures nothing.
 */
@NullMarked
package earmark.bench.side;

import org.jspecify.annotations.NullMarked;
