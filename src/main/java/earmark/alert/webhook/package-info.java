/**
 * Webhooks over HTTP: the JSON of a letter, its signature, and the one way out of the server to an
 * address that a user chose. What it may reach is checked on the very address that is called.
 */
@NullMarked
package earmark.alert.webhook;

import org.jspecify.annotations.NullMarked;
