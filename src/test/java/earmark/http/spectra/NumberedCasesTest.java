package earmark.http.spectra;

import earmark.http.NumberedCases;
import java.io.IOException;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The specification of this API ends with 91 numbered cases; each is one test, which bears its
 * number: {@code "case 41: …"}.
 */
class NumberedCasesTest {
  private static final int CASES = 91;

  private static final Pattern NAMED = Pattern.compile("(?<!trustar)[\"; ]case (\\d+): ");

  @Test
  void each_case_is_one_test() throws IOException {
    NumberedCases.assertOneTestEach(
        NAMED, new TreeSet<>(IntStream.rangeClosed(1, CASES).boxed().toList()));
  }
}
