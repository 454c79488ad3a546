package earmark.http.trustar;

import earmark.http.NumberedCases;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The specification of this API ends with cases numbered from 1 to 96, of which there is no 95;
 * each is one test, which bears its number: {@code "trustar case 41: …"}.
 */
class NumberedCasesTest {
  private static final int CASES = 96;
  private static final int NO_CASE = 95;

  private static final Pattern NAMED = Pattern.compile("trustar case (\\d+): ");

  @Test
  void each_case_is_one_test() throws IOException {
    Set<Integer> cases = new TreeSet<>(IntStream.rangeClosed(1, CASES).boxed().toList());
    cases.remove(NO_CASE);
    NumberedCases.assertOneTestEach(NAMED, cases);
  }
}
