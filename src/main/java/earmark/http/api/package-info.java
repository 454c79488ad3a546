/**
 * The door of Earmark's own API, for the page, the command line and new integrations. What it
 * serves is described in {@code openapi.yaml}, which a test holds against the routes.
 */
@NullMarked
package earmark.http.api;

import org.jspecify.annotations.NullMarked;
