/** Another Earmark as the cloud of this one, by its API of its own. */
@NullMarked
package earmark.cloud.earmark;

import org.jspecify.annotations.NullMarked;
