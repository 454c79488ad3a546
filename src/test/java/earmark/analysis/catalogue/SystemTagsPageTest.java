package earmark.analysis.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page of System Tags is printed from the catalogue; {@code -Dgolden=write} renews it. */
class SystemTagsPageTest {
  private static final Path PAGE = Path.of("docs", "system-tags.md");

  @Test
  void the_page_says_what_the_catalogue_says() throws IOException {
    String page = page(Catalogue.load());
    if ("write".equals(System.getProperty("golden"))) {
      Files.createDirectories(Path.of("docs"));
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).as("stale: renew it with -Dgolden=write").hasContent(page);
  }

  private static String page(Catalogue catalogue) {
    StringBuilder page =
        new StringBuilder(
            """
            # System Tags

            The analysis gives these tags, and nobody else can. Each follows from facts that were read off the file; the
            condition of each stands in `src/main/resources/earmark/analysis/catalogue.yaml`. This page is printed from it.

            | tag | family | given when | reads |
            |---|---|---|---|
            """);
    for (Rule rule : catalogue.rules()) {
      page.append("| `%s` | %s | %s | ".formatted(rule.tag(), rule.family(), rule.about()));
      page.append(String.join(", ", rule.reads())).append(" |\n");
    }
    page.append("\n").append("Given by category of the indicators that fired:\n\n");
    page.append("| tag | priority at least | given when | indicators |\n|---|---|---|---|\n");
    for (Catalogue.CategoryTag tag : catalogue.categoryTags()) {
      page.append("| `%s` | %d | %s | ".formatted(tag.tag(), tag.minPriority(), tag.about()));
      page.append(String.join("; ", tag.indicators())).append(" |\n");
    }
    return page.toString();
  }
}
