package earmark.vocabulary.misp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import earmark.property.Property;
import earmark.refusal.Refusal;
import earmark.vocabulary.Term;
import earmark.vocabulary.Vocabulary;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MispFileTest {
  static final String TLP =
      """
      {
        "predicates": [
          {"colour": "#CC0033", "description": "Not for disclosure.", "expanded": "(TLP:RED)", "value": "red"},
          {"colour": "#FFC000", "expanded": "(TLP:AMBER+STRICT)", "value": "amber+strict"},
          {"value": "clear", "colour": "white"}
        ],
        "refs": ["https://www.first.org/tlp"],
        "version": 10,
        "description": "The Traffic Light Protocol.",
        "expanded": "Traffic Light Protocol",
        "namespace": "tlp",
        "exclusive": true
      }
      """;

  private static final String ADMIRALTY =
      """
      {"namespace": "admiralty-scale", "version": 6, "description": "d", "values": [
        {"predicate": "source-reliability", "entry": [
          {"value": "a", "expanded": "Completely reliable", "numerical_value": 100},
          {"value": "b", "expanded": "Usually reliable", "colour": "#abc"}]}],
       "predicates": [{"value": "source-reliability", "expanded": "Source Reliability", "colour": "#054300"},
                      {"value": "information-credibility"}]}
      """;

  private static final String ACTORS =
      """
      {"authors": ["Various"], "category": "actor", "name": "Threat Actor", "type": "threat-actor",
       "uuid": "7cdff317-a673-4474-84ec-4f1754947823", "version": 281, "source": "MISP Project",
       "description": "Known groups.",
       "values": [
        {"description": "A group.", "meta": {"cfr-type-of-incident": "Espionage", "country": "RU",
           "synonyms": ["Sofacy", "Fancy Bear", "Sofacy"], "refs": ["https://x"]},
         "related": [{"dest-uuid": "x", "tags": ["a"], "type": "similar"}],
         "uuid": "5b4ee3ea-eee3-4c8e-8323-85ae32658754", "value": "APT 28"},
        {"value": "Grizzly \\"Steppe\\"", "meta": {"synonyms": ["Sofacy"]}}]}
      """;

  private static Vocabulary read(String json) {
    return MispFile.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void the_predicates_of_a_taxonomy_are_terms() {
    Vocabulary tlp = read(TLP);
    assertThat(tlp)
        .isEqualTo(
            new Vocabulary(
                "tlp",
                Vocabulary.Kind.TAXONOMY,
                "Traffic Light Protocol",
                "The Traffic Light Protocol.",
                "10",
                List.of(
                    new Term("tlp:red", "Not for disclosure.", Optional.of("#CC0033"), List.of()),
                    new Term(
                        "tlp:amber+strict",
                        "(TLP:AMBER+STRICT)",
                        Optional.of("#FFC000"),
                        List.of()),
                    new Term("tlp:clear", "", Optional.empty(), List.of()))));
  }

  @Test
  void the_values_of_predicates_are_terms_in_the_colour_of_the_predicate() {
    assertThat(read(ADMIRALTY).terms())
        .containsExactly(
            new Term(
                "admiralty-scale:source-reliability=\"a\"",
                "Completely reliable",
                Optional.of("#054300"),
                List.of()),
            new Term(
                "admiralty-scale:source-reliability=\"b\"",
                "Usually reliable",
                Optional.of("#abc"),
                List.of()),
            new Term("admiralty-scale:information-credibility", "", Optional.empty(), List.of()));
  }

  @Test
  void the_clusters_of_a_galaxy_are_terms_with_synonyms() {
    Vocabulary actors = read(ACTORS);
    assertThat(actors.name()).isEqualTo("misp-galaxy:threat-actor");
    assertThat(actors.kind()).isEqualTo(Vocabulary.Kind.GALAXY);
    assertThat(actors.title()).isEqualTo("Threat Actor");
    assertThat(actors.terms())
        .containsExactly(
            new Term(
                "misp-galaxy:threat-actor=\"APT 28\"",
                "A group.",
                Optional.empty(),
                List.of("Sofacy", "Fancy Bear")),
            new Term(
                "misp-galaxy:threat-actor=\"Grizzly \"Steppe\"\"",
                "",
                Optional.empty(),
                List.of("Sofacy")));
    assertThat(actors.terms().getLast().value()).isEqualTo("Grizzly \"Steppe\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '\0',
      value = {
        "[1]~must be a JSON object",
        "{\"a\":~not the JSON of a vocabulary",
        "{} {}~More follows",
        "{}~neither the machinetag.json",
        "{\"type\":\"x\",\"name\":\"y\"}~neither the machinetag.json",
        "{\"type\":\"x\",\"values\":[]}~has no terms",
        "{\"type\":\"x\",\"type\":\"y\",\"values\":[]}~uplicate",
        "{\"type\":\"x\",\"values\":[{\"value\":\"a\",\"value\":\"b\"}]}~uplicate",
        "{\"type\":\"x\",\"values\":[{\"value\":7}]}~\"values[0].value\" must be a text",
        "{\"type\":\"x\",\"values\":[{\"value\":\"\"}]}~\"values[0].value\" must be a text",
        "{\"type\":\"x\",\"values\":[{\"value\":\"a\\nb\"}]}~without control characters",
        "{\"type\":\"x\",\"values\":[{\"value\":\"a\\ud800\"}]}~whole characters",
        "{\"type\":\"x\",\"values\":{}}~\"values\" must be a list",
        "{\"type\":\"x\",\"values\":[3]}~\"values[0]\" must be an object",
        "{\"type\":{},\"values\":[]}~\"type\" must be a text",
        "{\"type\":\"x\",\"values\":[{\"value\":\"a\",\"description\":{}}]}~\"values[0].description\" must be",
        "{\"type\":\"x\",\"values\":[{\"value\":\"a\",\"meta\":[]}]}~\"values[0].meta\" must be an object",
        "{\"type\":\"x\",\"values\":[{\"value\":\"a\",\"meta\":{\"synonyms\":[1]}}]}~must be a list of texts",
        "{\"type\":\"x\",\"values\":[{\"value\":\"a\"},{\"value\":\"a\",\"description\":\"b\"}]}~twice",
        "{\"namespace\":\"n\",\"predicates\":[],\"values\":[{\"predicate\":\"p\",\"entry\":[]}]}~not in \"predicates\"",
        "{\"namespace\":\"n\",\"predicates\":[{\"value\":\"p\"}],\"values\":[{\"predicate\":\"p\"}]}~\"values[0].entry\" must be a list",
        "{\"namespace\":\"misp-galaxy\",\"predicates\":[{\"value\":\"p\"}]}~can't have the namespace",
      })
  void what_is_no_vocabulary_is_refused_with_the_place(String json, String why) {
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> read(json))
        .withMessageContaining(why);
  }

  @Test
  void hostile_files_are_refused_before_they_cost_much() {
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> read("{\"refs\":" + "[".repeat(100_000)));
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> read("{\"type\":\"" + "x".repeat(100_000) + "\"}"));
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> read("{\"" + "x".repeat(5_000) + "\":1}"));
    StringBuilder many = new StringBuilder("{\"type\":\"x\",\"values\":[{\"value\":\"a\"}");
    for (int i = 0; i < 100_000; i++) many.append(",{\"value\":\"").append(i).append("\"}");
    assertThatExceptionOfType(Refusal.TooLarge.class).isThrownBy(() -> read(many + "]}"));
  }

  @Test
  void a_damaged_file_is_read_or_refused_and_nothing_else() {
    String[] whole = {TLP, ADMIRALTY, ACTORS};
    Property.holds(
        3_000,
        random -> {
          StringBuilder damaged = new StringBuilder(whole[random.nextInt(whole.length)]);
          for (int n = 1 + random.nextInt(4); n > 0; n--) {
            int at = random.nextInt(Math.max(1, damaged.length()));
            if (damaged.isEmpty()) break;
            switch (random.nextInt(3)) {
              case 0 -> damaged.deleteCharAt(at);
              case 1 -> damaged.insert(at, "{}[]\",:0ntf\\".charAt(random.nextInt(12)));
              default -> damaged.setLength(at + 1);
            }
          }
          Throwable thrown = catchThrowableOfType(Throwable.class, () -> read(damaged.toString()));
          assertThat(thrown == null || thrown instanceof Refusal).as("%s", thrown).isTrue();
        });
  }
}
