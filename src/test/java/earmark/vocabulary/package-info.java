@NullMarked
package earmark.vocabulary;

import org.jspecify.annotations.NullMarked;
