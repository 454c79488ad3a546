/** The bytes of samples as plain files, named by their SHA-256 and never by a name from outside. */
@NullMarked
package earmark.store.files;

import org.jspecify.annotations.NullMarked;
