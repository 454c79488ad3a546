/**
 * Spectra Intelligence as a cloud: its Advanced Search (TCA-0320) and its File Download (TCA-0201).
 * Sources: the vendor's page of TCA-0320, and what its Python SDK (2.11) sends and reads.
 */
@NullMarked
package earmark.cloud.intelligence;

import org.jspecify.annotations.NullMarked;
