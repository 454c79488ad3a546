package earmark.http.trustar;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** The same on a machine whose language is Turkish. */
@ExtendWith(Turkish.class)
@Isolated // the language is that of the whole process, and the instance that of the other class
class NameCasesInTurkishTest extends NameCasesTest {}
