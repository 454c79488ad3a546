@NullMarked
package earmark.vocabulary.misp;

import org.jspecify.annotations.NullMarked;
