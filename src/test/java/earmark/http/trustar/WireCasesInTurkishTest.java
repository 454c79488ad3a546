package earmark.http.trustar;

import org.junit.jupiter.api.extension.ExtendWith;

/** The same on a machine whose language is Turkish. */
@ExtendWith(Turkish.class)
class WireCasesInTurkishTest extends WireCasesTest {}
