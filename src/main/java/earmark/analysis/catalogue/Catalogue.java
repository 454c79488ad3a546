package earmark.analysis.catalogue;

import earmark.analysis.Analyser;
import earmark.analysis.Facts;
import earmark.analysis.catalogue.CatalogueFile.Generated;
import earmark.tag.SystemTag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rules by which facts become System Tags, in three passes: facts to indicators; facts and
 * indicators to tags; indicators to the tags of their categories. Immutable and for many threads.
 */
public final class Catalogue {
  private static final String RESOURCE = "/earmark/analysis/catalogue.yaml";

  private record Fires(Indicator indicator, Condition condition) {}

  private record Gives(Rule rule, Condition condition) {}

  private final String version;
  private final List<Fires> indicators = new ArrayList<>();
  private final List<Gives> rules = new ArrayList<>();
  private final List<Generated> generated;

  /** The catalogue that comes with the program. */
  public static Catalogue load() {
    try (InputStream in = Catalogue.class.getResourceAsStream(RESOURCE)) {
      if (in == null) throw new IllegalStateException(RESOURCE + " is missing from the program");
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A catalogue in YAML.
   *
   * @throws IllegalArgumentException saying what is wrong where, if any of its entries can't work
   */
  public static Catalogue parse(String yaml) {
    return new Catalogue(CatalogueFile.parse(yaml), versionOf(yaml));
  }

  private Catalogue(CatalogueFile file, String version) {
    this.version = version;
    this.generated = file.generated();
    Set<Integer> ids = new HashSet<>();
    for (Indicator indicator : file.indicators()) {
      if (!ids.add(indicator.id())) throw wrong("indicator " + indicator.id(), "defined twice");
    }
    List<Condition> compiled =
        new Language(false).compile(file.indicators().stream().map(Indicator::when).toList());
    for (int i = 0; i < compiled.size(); i++) {
      indicators.add(new Fires(file.indicators().get(i), compiled.get(i)));
    }
    Set<SystemTag> tags = new HashSet<>();
    for (Rule rule : file.rules()) {
      if (!tags.add(rule.tag())) throw wrong(rule.tag().text(), "defined twice");
    }
    compiled = new Language(true).compile(file.rules().stream().map(Rule::when).toList());
    for (int i = 0; i < compiled.size(); i++) {
      Rule rule = file.rules().get(i);
      rules.add(new Gives(rule, checked(rule, compiled.get(i), ids)));
    }
    for (Generated one : generated) {
      for (Indicator indicator : file.indicators()) {
        if (tags.contains(one.tag(indicator.category()))) throw wrong(one.pattern(), "also a rule");
      }
    }
  }

  private static Condition checked(Rule rule, Condition condition, Set<Integer> ids) {
    if (!condition.reads().equals(new TreeSet<>(rule.reads()))) {
      throw wrong(rule.tag().text(), "reads " + condition.reads() + ", not " + rule.reads());
    }
    for (long id : condition.indicators()) {
      if (!ids.contains((int) id)) throw wrong(rule.tag().text(), "asks for no indicator, " + id);
    }
    return condition;
  }

  private static IllegalArgumentException wrong(String where, String what) {
    return new IllegalArgumentException(where + ": " + what);
  }

  /**
   * Changes whenever the catalogue does, or the analyser whose facts it is asked about: the start
   * of a SHA-256 of both. So what was analysed by an older analyser is analysed again.
   */
  public String version() {
    return version;
  }

  /** The rules, in the order of the catalogue, without those of the third pass. */
  public List<Rule> rules() {
    return rules.stream().map(Gives::rule).toList();
  }

  /**
   * A tag of the third pass.
   *
   * @param minPriority that an indicator must have
   * @param indicators any of which gives it, in words
   */
  public record CategoryTag(SystemTag tag, String about, int minPriority, List<String> indicators) {
    public CategoryTag {
      indicators = List.copyOf(indicators);
    }
  }

  /** The tags of the third pass, sorted by name. */
  public List<CategoryTag> categoryTags() {
    List<CategoryTag> tags = new ArrayList<>();
    List<Indicator> all = indicators();
    for (Generated one : generated) {
      for (String category : categories(one, all)) {
        List<String> reasons = reasons(one, category, all);
        tags.add(new CategoryTag(one.tag(category), one.about(), one.minPriority(), reasons));
      }
    }
    tags.sort(Comparator.comparing(tag -> tag.tag().text()));
    return List.copyOf(tags);
  }

  /** All indicators, in the order of the catalogue. */
  public List<Indicator> indicators() {
    return indicators.stream().map(Fires::indicator).toList();
  }

  /** The indicators that fire on a file, in the order of the catalogue. */
  public List<Indicator> indicators(Facts facts) {
    return fired(Language.variables(facts));
  }

  private List<Indicator> fired(Map<String, Object> facts) {
    return indicators.stream()
        .filter(one -> one.condition().holds(facts))
        .map(Fires::indicator)
        .toList();
  }

  /** The System Tags of a file and why it has them, sorted by name, each once. */
  public List<GivenTag> tags(Facts facts) {
    List<Indicator> fired = indicators(facts);
    Map<String, Object> second = Language.variables(facts, fired);
    List<GivenTag> given = new ArrayList<>();
    for (Gives one : rules) {
      if (one.condition().holds(second)) given.add(given(one, fired));
    }
    for (Generated one : generated) addGenerated(one, fired, given);
    given.sort(Comparator.comparing(tag -> tag.tag().text()));
    return List.copyOf(given);
  }

  private static GivenTag given(Gives one, List<Indicator> fired) {
    boolean anyCounts = one.condition().reads().contains("indicators");
    Set<Long> asked = one.condition().indicators();
    List<String> reasons =
        fired.stream()
            .filter(indicator -> anyCounts)
            .filter(indicator -> asked.isEmpty() || asked.contains((long) indicator.id()))
            .map(Indicator::described)
            .toList();
    Rule rule = one.rule();
    return new GivenTag(rule.tag(), rule.about(), rule.when(), reasons);
  }

  private static void addGenerated(Generated one, List<Indicator> fired, List<GivenTag> given) {
    for (String category : categories(one, fired)) {
      String when =
          "an indicator of " + category + " with priority " + one.minPriority() + " or more";
      List<String> reasons = reasons(one, category, fired);
      given.add(new GivenTag(one.tag(category), one.about(), when, reasons));
    }
  }

  private static Set<String> categories(Generated one, List<Indicator> indicators) {
    Set<String> categories = new TreeSet<>();
    for (Indicator indicator : indicators) {
      if (indicator.priority() >= one.minPriority()) categories.add(indicator.category());
    }
    return categories;
  }

  private static List<String> reasons(Generated one, String category, List<Indicator> indicators) {
    return indicators.stream()
        .filter(indicator -> indicator.category().equals(category))
        .filter(indicator -> indicator.priority() >= one.minPriority())
        .map(Indicator::described)
        .toList();
  }

  private static String versionOf(String yaml) {
    try {
      byte[] both = (Analyser.VERSION + "\n" + yaml).getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(both);
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
