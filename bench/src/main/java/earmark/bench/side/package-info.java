/**
 * The two systems that are compared, behind one interface: Earmark as its server wires it, without
 * the doors, and PostgreSQL with a row for each mapping. Loads, answers and writes; measures
 * nothing.
 */
@NullMarked
package earmark.bench.side;

import org.jspecify.annotations.NullMarked;
