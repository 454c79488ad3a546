/**
 * Reads the JSON files of MISP taxonomies and galaxies. They may be hostile: each count, depth and
 * length has a limit, and what breaks one is refused with the place where it stands.
 */
@NullMarked
package earmark.vocabulary.misp;

import org.jspecify.annotations.NullMarked;
