/** Events of MISP as JSON, written as they pass by. Source: draft-dulaunoy-misp-core-format. */
@NullMarked
package earmark.exchange.misp;

import org.jspecify.annotations.NullMarked;
