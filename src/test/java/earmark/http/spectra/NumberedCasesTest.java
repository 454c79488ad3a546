package earmark.http.spectra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
    Map<Integer, List<String>> places = new TreeMap<>();
    try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        if (file.endsWith("NumberedCasesTest.java")) continue;
        Matcher named = NAMED.matcher(Files.readString(file));
        while (named.find()) {
          places
              .computeIfAbsent(Integer.valueOf(named.group(1)), _ -> new ArrayList<>())
              .add(file.getFileName().toString());
        }
      }
    }
    assertThat(places).allSatisfy((_, named) -> assertThat(named).hasSize(1));
    Set<Integer> missing = new TreeSet<>(IntStream.rangeClosed(1, CASES).boxed().toList());
    missing.removeAll(places.keySet());
    assertThat(missing).isEmpty();
    assertThat(places.keySet()).allMatch(number -> number >= 1 && number <= CASES);
  }
}
