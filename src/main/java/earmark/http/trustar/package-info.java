/**
 * The door for clients of TruSTAR's REST API: version 1.3, and of 1.2 and 2.0 what concerns tags.
 * Its token endpoint, its forms of lists, flags and pages, its errors. Which subset is served, and
 * where it differs, stands in {@code docs/trustar-api.md}.
 */
@NullMarked
package earmark.http.trustar;

import org.jspecify.annotations.NullMarked;
