package earmark.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tests that bear the number of a case of a specification. */
public final class NumberedCases {
  private NumberedCases() {}

  /**
   * Checks that each of these cases is one test, and that there are no others.
   *
   * @param named finds the number of a case, as its group 1, in the text of a test
   */
  public static void assertOneTestEach(Pattern named, Set<Integer> cases) throws IOException {
    Map<Integer, List<String>> places = new TreeMap<>();
    try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        if (file.endsWith("NumberedCasesTest.java")) continue;
        Matcher found = named.matcher(Files.readString(file));
        while (found.find()) {
          places
              .computeIfAbsent(Integer.valueOf(found.group(1)), _ -> new ArrayList<>())
              .add(file.getFileName().toString());
        }
      }
    }
    assertThat(places).allSatisfy((_, tests) -> assertThat(tests).hasSize(1));
    assertThat(places.keySet()).isEqualTo(cases);
  }
}
