@NullMarked
package earmark.http.spectra;

import org.jspecify.annotations.NullMarked;
