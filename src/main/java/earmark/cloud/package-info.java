/**
 * Samples that are not here yet: searching a remote source, and downloading from it to this
 * appliance as jobs that survive a restart. The interface of a source stands here; {@code
 * intelligence} and {@code earmark} speak to real ones over {@code wire}. What leaves goes through
 * {@link earmark.cloud.Outgoing}: no User Tag does. Nothing that answers from here may wait for a
 * cloud.
 */
@NullMarked
package earmark.cloud;

import org.jspecify.annotations.NullMarked;
