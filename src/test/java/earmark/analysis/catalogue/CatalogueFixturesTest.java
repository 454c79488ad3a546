package earmark.analysis.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.analysis.Fixtures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The claims of the catalogue itself, tried on real files. */
class CatalogueFixturesTest {
  private static final Catalogue CATALOGUE = Catalogue.load();
  private final Map<String, Set<String>> tagsOf = new HashMap<>();

  private Set<String> tags(String fixture) {
    return tagsOf.computeIfAbsent(
        fixture,
        name -> {
          Set<String> tags = new TreeSet<>();
          CATALOGUE.tags(Fixtures.facts(name)).forEach(given -> tags.add(given.tag().text()));
          return tags;
        });
  }

  @Test
  void every_rule_gives_its_tag_to_its_hits_and_not_to_its_misses() {
    List<String> wrong = new ArrayList<>();
    int checks = 0;
    for (Rule rule : CATALOGUE.rules()) {
      for (String hit : rule.hit()) {
        checks++;
        if (!tags(hit).contains(rule.tag().text())) wrong.add(hit + " lacks " + rule.tag());
      }
      for (String miss : rule.miss()) {
        checks++;
        if (tags(miss).contains(rule.tag().text())) wrong.add(miss + " has " + rule.tag());
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(checks).isGreaterThan(2 * CATALOGUE.rules().size() - 1);
  }

  @Test
  void every_rule_names_a_file_that_gets_its_tag_and_one_that_does_not() {
    assertThat(CATALOGUE.rules()).hasSizeGreaterThan(45);
    assertThat(CATALOGUE.rules())
        .allSatisfy(rule -> {
          assertThat(rule.hit()).as(rule.tag().text()).isNotEmpty();
          assertThat(rule.miss()).as(rule.tag().text()).isNotEmpty();
        });
  }

  @Test
  void every_pe_elf_and_zip_gets_a_tag() {
    for (String name : Fixtures.all().keySet()) {
      var facts = Fixtures.facts(name);
      if (facts.pe().present() || facts.elf().present() || facts.archive().present()) {
        assertThat(tags(name)).as(name).isNotEmpty();
      }
    }
  }

  @Test
  void the_eicar_file_gets_that_tag_and_no_other() {
    assertThat(tags("eicar.com")).containsExactly("eicar");
  }

  @Test
  void an_ordinary_text_gets_no_tag() {
    assertThat(tags("hello.txt")).isEmpty();
  }

  @Test
  void an_indicator_of_priority_four_gives_the_tag_of_its_category_and_a_lower_one_does_not() {
    assertThat(tags("anti-x86.exe"))
        .contains("indicator-evasion", "indicator-registry", "indicator-execution");
    assertThat(tags("hello.txt")).noneMatch(tag -> tag.startsWith("indicator"));
  }

  @Test
  void a_given_tag_says_why_it_is_there() {
    GivenTag antisandbox =
        CATALOGUE.tags(Fixtures.facts("anti-x86.exe")).stream()
            .filter(given -> given.tag().text().equals("antisandbox"))
            .findFirst()
            .orElseThrow();
    assertThat(antisandbox.when()).isEqualTo("20 in indicators");
    assertThat(antisandbox.indicators()).containsExactly("20 Names a sandbox or virtual machine");
  }
}
