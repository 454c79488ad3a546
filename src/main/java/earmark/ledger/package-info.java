/**
 * The truth: an append-only ledger of who changed which tag on which things, when, through which
 * door and why. One writer at a time, the pen, decides, appends and makes visible; everything else
 * is derived. Knows tags and numbers of things, but nothing of samples, storage or search.
 */
@NullMarked
package earmark.ledger;

import org.jspecify.annotations.NullMarked;
