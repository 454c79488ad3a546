package earmark.analysis.catalogue;

import earmark.refusal.Refusal;
import earmark.tag.SystemTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A catalogue as it is written: YAML 1.2, every key known and present. Its conditions are not yet
 * looked at.
 */
record CatalogueFile(List<Indicator> indicators, List<Rule> rules, List<Generated> generated) {
  private static final int SCHEMA = 1;
  private static final String CATEGORY = "{category}";

  /** Tags with the name of a category in them. */
  record Generated(String pattern, String family, int minPriority, String about) {
    SystemTag tag(String category) {
      return new SystemTag(pattern.replace(CATEGORY, category));
    }
  }

  /**
   * @throws IllegalArgumentException saying what is wrong where
   */
  static CatalogueFile parse(String yaml) {
    Object loaded;
    try {
      loaded = new Load(LoadSettings.builder().setLabel("catalogue").build()).loadFromString(yaml);
    } catch (YamlEngineException e) {
      throw new IllegalArgumentException("not YAML: " + e.getMessage(), e);
    }
    Entry top = new Entry("the catalogue", loaded);
    top.keys(Set.of("schema", "indicators", "tags", "generated"));
    if (top.number("schema") != SCHEMA) throw top.wrong("schema is not " + SCHEMA);
    List<Indicator> indicators = new ArrayList<>();
    for (Entry entry : top.entries("indicators", "id")) indicators.add(indicator(entry));
    List<Rule> rules = new ArrayList<>();
    for (Entry entry : top.entries("tags", "tag")) rules.add(rule(entry));
    List<Generated> generated = new ArrayList<>();
    for (Entry entry : top.entries("generated", "tag")) generated.add(generated(entry));
    return new CatalogueFile(indicators, rules, generated);
  }

  private static Indicator indicator(Entry entry) {
    entry.keys(Set.of("id", "category", "priority", "about", "when"));
    return new Indicator(
        entry.number("id"),
        entry.text("category"),
        entry.number("priority"),
        entry.text("about"),
        entry.text("when"));
  }

  private static Rule rule(Entry entry) {
    entry.keys(Set.of("tag", "family", "about", "when", "reads", "hit", "miss"));
    try {
      return new Rule(
          new SystemTag(entry.text("tag")),
          entry.text("family"),
          entry.text("about"),
          entry.text("when"),
          entry.texts("reads").stream().sorted().toList(),
          entry.texts("hit"),
          entry.texts("miss"));
    } catch (Refusal.Invalid e) {
      throw entry.wrong(e.reason());
    }
  }

  private static Generated generated(Entry entry) {
    entry.keys(Set.of("tag", "family", "minPriority", "about"));
    String pattern = entry.text("tag");
    if (!pattern.contains(CATEGORY)) throw entry.wrong("no " + CATEGORY + " in it");
    return new Generated(
        pattern, entry.text("family"), entry.number("minPriority"), entry.text("about"));
  }

  /** A mapping of the file, which must have exactly the keys that are asked for. */
  private record Entry(String name, Object value) {
    IllegalArgumentException wrong(String what) {
      return new IllegalArgumentException(name + ": " + what);
    }

    void keys(Set<String> keys) {
      if (!(value instanceof Map<?, ?> map)) throw wrong("not a mapping");
      if (!map.keySet().equals(keys)) throw wrong("has " + map.keySet() + " instead of " + keys);
    }

    private Object get(String key) {
      Object found = value instanceof Map<?, ?> map ? map.get(key) : null;
      if (found == null) throw wrong(key + " is missing");
      return found;
    }

    String text(String key) {
      if (get(key) instanceof String text) return text;
      throw wrong(key + " is not text");
    }

    int number(String key) {
      if (get(key) instanceof Integer number) return number;
      throw wrong(key + " is not a number");
    }

    List<String> texts(String key) {
      List<String> texts = new ArrayList<>();
      for (Object one : list(key)) {
        if (!(one instanceof String text)) throw wrong(key + " holds something else than text");
        texts.add(text);
      }
      return texts;
    }

    List<Entry> entries(String key, String nameKey) {
      List<Entry> entries = new ArrayList<>();
      for (Object one : list(key)) {
        Entry unnamed = new Entry("an entry of " + key, one);
        entries.add(new Entry(key + ", " + unnamed.get(nameKey), one));
      }
      return entries;
    }

    private List<?> list(String key) {
      if (get(key) instanceof List<?> list) return list;
      throw wrong(key + " is not a list");
    }
  }
}
