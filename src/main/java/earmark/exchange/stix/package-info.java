/**
 * STIX 2.1 bundles, written and read as they pass by. Source: "STIX Version 2.1", OASIS Standard,
 * 10 June 2021.
 */
@NullMarked
package earmark.exchange.stix;

import org.jspecify.annotations.NullMarked;
