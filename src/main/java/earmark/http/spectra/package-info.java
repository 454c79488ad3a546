/**
 * The door for clients of Spectra Analyze (A1000): its paths, bodies, tolerances and errors, to the
 * byte. Which subset is served, and where it differs, stands in {@code docs/spectra-api.md}.
 */
@NullMarked
package earmark.http.spectra;

import org.jspecify.annotations.NullMarked;
