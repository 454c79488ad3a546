package earmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The tables of docs/search.md are printed from the keywords; {@code -Dgolden=write} renews them.
 */
class SearchPageTest {
  private static final Path PAGE = Path.of("docs", "search.md");
  private static final String BEGIN = "<!-- printed from Keyword: begin -->\n";
  private static final String END = "<!-- printed from Keyword: end -->\n";

  @Test
  void the_page_says_what_the_keywords_are() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    String printed = page.substring(0, begin) + tables() + page.substring(page.indexOf(END));
    if ("write".equals(System.getProperty("golden"))) Files.writeString(PAGE, printed);
    assertThat(PAGE).as("stale: renew it with -Dgolden=write").hasContent(printed);
  }

  @Test
  void every_search_on_the_page_can_be_made() throws IOException {
    Matcher examples =
        Pattern.compile("(?m)^ {4}(\\S.*?)(?: {2,}.*)?$").matcher(Files.readString(PAGE));
    int tried = 0;
    while (examples.find()) {
      Search.typed(examples.group(1));
      tried++;
    }
    assertThat(tried).isGreaterThan(10);
  }

  private static String tables() {
    StringBuilder page = new StringBuilder();
    page.append(
        "\n| keyword | also | value | finds samples by | example |\n|---|---|---|---|---|\n");
    for (Keyword keyword : Keyword.known()) {
      page.append(
          "| `%s` | %s | %s | %s | `%s` |\n"
              .formatted(
                  keyword.text(),
                  code(keyword.aliases()),
                  keyword.takes(),
                  keyword.help(),
                  keyword.example()));
    }
    page.append(
            "\nKnown from Spectra Analyze; read, so that saved searches go on working, but there are\n")
        .append("no facts about them yet, so they find nothing: ");
    List<String> unknown =
        Arrays.stream(Keyword.values())
            .filter(keyword -> !Keyword.known().contains(keyword))
            .map(Keyword::text)
            .toList();
    return page.append(code(unknown)).append(".\n\n").toString();
  }

  private static String code(List<String> words) {
    return words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
  }
}
