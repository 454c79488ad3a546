package earmark.analysis.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import earmark.analysis.Facts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a catalogue may say, and how one that can't work is refused. */
class CatalogueTest {
  private static final String INDICATOR =
      "{id: 1, category: network, priority: 4, about: a, when: 'failure != \"\"'}";
  private static final String TAG =
      "{tag: failed, family: f, about: a, when: '1 in indicators', reads: [indicators], hit: [], miss: []}";
  private static final String GENERATED =
      "{tag: 'indicator-{category}', family: f, minPriority: 4, about: a}";

  private static String yaml(String indicator, String tag) {
    return "schema: 1\nindicators: ["
        + indicator
        + "]\ntags: ["
        + tag
        + "]\ngenerated: ["
        + GENERATED
        + "]\n";
  }

  private static void refused(String yaml, String message) {
    assertThatThrownBy(() -> Catalogue.parse(yaml))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void indicators_come_first_then_tags_then_the_tags_of_categories() {
    Catalogue catalogue = Catalogue.parse(yaml(INDICATOR, TAG));
    assertThat(catalogue.tags(Facts.failed("x")))
        .extracting(given -> given.tag().text())
        .containsExactly("failed", "indicator-network");
    assertThat(catalogue.tags(Facts.failed(""))).isEmpty();
  }

  @Test
  void an_indicator_below_the_priority_gives_no_tag_of_its_category() {
    Catalogue catalogue =
        Catalogue.parse(yaml(INDICATOR.replace("priority: 4", "priority: 3"), TAG));
    assertThat(catalogue.tags(Facts.failed("x")))
        .extracting(given -> given.tag().text())
        .containsExactly("failed");
  }

  @Test
  void a_misspelt_fact_is_refused_with_its_place() {
    refused(yaml(INDICATOR, TAG.replace("1 in indicators", "pe.machin == 1")), "machin");
  }

  @Test
  void a_condition_that_is_no_condition_is_refused() {
    refused(yaml(INDICATOR, TAG.replace("1 in indicators", "pe.machine")), "expected type 'bool'");
  }

  @Test
  void a_condition_that_is_one_only_among_others_is_refused() {
    for (String text :
        List.of("true), (true", "true, true", "(true", "true)", "", "true)] + [(true")) {
      refused(
          yaml(INDICATOR, TAG.replace("1 in indicators", text)), "in the condition " + text + ":");
    }
  }

  @Test
  void reading_something_else_than_stated_is_refused() {
    refused(yaml(INDICATOR, TAG.replace("reads: [indicators]", "reads: [pe.dll]")), "reads");
    refused(yaml(INDICATOR, TAG.replace("reads: [indicators]", "reads: []")), "reads");
  }

  @Test
  void asking_for_an_indicator_that_is_not_there_is_refused() {
    refused(yaml(INDICATOR, TAG.replace("1 in indicators", "2 in indicators")), "no indicator, 2");
  }

  @Test
  void an_indicator_can_not_ask_for_indicators() {
    refused(yaml(INDICATOR.replace("failure != \"\"", "1 in indicators"), TAG), "indicators");
  }

  @Test
  void unknown_and_missing_keys_are_refused() {
    refused(yaml(INDICATOR, TAG.replace("family: f,", "family: f, yes: [x],")), "instead of");
    refused(yaml(INDICATOR, TAG.replace(", miss: []", "")), "instead of");
    refused("schema: 2\nindicators: []\ntags: []\ngenerated: []", "schema");
    refused("just text", "not a mapping");
    refused("a: [", "not YAML");
  }

  @Test
  void a_tag_or_an_indicator_is_defined_once() {
    refused(yaml(INDICATOR, TAG + ", " + TAG), "twice");
    refused(yaml(INDICATOR + ", " + INDICATOR, TAG), "twice");
  }

  @Test
  void a_name_that_is_no_system_tag_is_refused() {
    refused(yaml(INDICATOR, TAG.replace("tag: failed", "tag: Failed Twice")), "System Tag");
  }

  @Test
  void another_text_is_another_version() {
    assertThat(Catalogue.parse(yaml(INDICATOR, TAG)).version())
        .isNotEqualTo(Catalogue.parse(yaml(INDICATOR, TAG) + "# x\n").version());
  }
}
