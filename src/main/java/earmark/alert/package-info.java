/**
 * Subscriptions to searches, and the alerts that tell of samples that entered or left them. The
 * watcher looks at what each search finds now and found when it looked last; it relies on the past
 * that the index can answer, so it keeps no more than the number of an entry. The courier sends
 * alerts to webhooks, each in order. Never holds up who writes to the ledger.
 */
@NullMarked
package earmark.alert;

import org.jspecify.annotations.NullMarked;
