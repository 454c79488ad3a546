package earmark;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The drawing of ARCHITECTURE.md, executable: which room may know which. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("earmark");

  private static final Set<String> GROUND =
      Set.of("refusal", "tag", "things", "snapshot", "access");

  /** Each room with the rooms that it may import, besides itself. */
  private static final Map<String, Set<String>> MAY_KNOW = new LinkedHashMap<>();

  static {
    MAY_KNOW.put("refusal", Set.of());
    MAY_KNOW.put("tag", Set.of("refusal"));
    MAY_KNOW.put("snapshot", Set.of());
    MAY_KNOW.put("things", Set.of("snapshot"));
    MAY_KNOW.put("access", Set.of("refusal"));
    MAY_KNOW.put("search", Set.of("refusal", "tag", "things"));
    MAY_KNOW.put("ledger", with(GROUND, "search"));
    MAY_KNOW.put("analysis", Set.of("refusal", "tag"));
    MAY_KNOW.put("index", with(GROUND, "ledger", "search"));
    MAY_KNOW.put("sample", with(GROUND, "ledger", "search", "index", "analysis"));
    MAY_KNOW.put("indicator", with(GROUND, "ledger", "search", "index"));
    MAY_KNOW.put("cloud", with(GROUND, "ledger", "search", "sample"));
    MAY_KNOW.put("alert", with(GROUND, "search", "sample"));
    MAY_KNOW.put("report", with(GROUND, "ledger", "search", "index", "indicator"));
    MAY_KNOW.put("vocabulary", Set.of("refusal", "tag", "access"));
    MAY_KNOW.put("likeness", with(GROUND, "ledger", "search", "index"));
    MAY_KNOW.put(
        "exchange",
        with(GROUND, "ledger", "search", "sample", "indicator", "report", "vocabulary"));
    Set<String> rooms =
        with(
            GROUND,
            "ledger",
            "search",
            "index",
            "analysis",
            "sample",
            "cloud",
            "alert",
            "indicator",
            "report",
            "vocabulary",
            "likeness",
            "exchange");
    MAY_KNOW.put("vocabulary.misp", rooms);
    MAY_KNOW.put("exchange.stix", rooms);
    MAY_KNOW.put("exchange.misp", rooms);
    MAY_KNOW.put("cloud.wire", rooms);
    MAY_KNOW.put("cloud.intelligence", with(rooms, "cloud.wire"));
    MAY_KNOW.put("cloud.earmark", with(rooms, "cloud.wire"));
    MAY_KNOW.put("alert.webhook", rooms);
    MAY_KNOW.put("index.roaring", rooms);
    MAY_KNOW.put("store.jdbc", rooms);
    MAY_KNOW.put("store.files", rooms);
    MAY_KNOW.put("store.sqlite", with(rooms, "store.jdbc"));
    MAY_KNOW.put("store.postgres", with(rooms, "store.jdbc"));
    MAY_KNOW.put("http", rooms);
    MAY_KNOW.put("http.spectra", with(rooms, "http"));
    MAY_KNOW.put("http.trustar", with(rooms, "http"));
    MAY_KNOW.put("http.api", with(rooms, "http"));
    MAY_KNOW.put("http.ui", with(rooms, "http"));
    MAY_KNOW.put("cli", rooms);
  }

  private static Set<String> with(Set<String> some, String... more) {
    Set<String> all = new TreeSet<>(some);
    all.addAll(List.of(more));
    return all;
  }

  /** The room of a class: the longest known name that its package begins with; empty for wiring. */
  private static String room(JavaClass type) {
    String name = type.getPackageName().equals("earmark") ? "" : type.getPackageName().substring(8);
    String best = "";
    for (String room : MAY_KNOW.keySet()) {
      boolean within = name.equals(room) || name.startsWith(room + ".");
      if (within && room.length() > best.length()) best = room;
    }
    return name.isEmpty() ? "" : best.isEmpty() ? "no room: " + name : best;
  }

  @Test
  void a_room_imports_only_what_the_drawing_allows() {
    Set<String> wrong = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      String from = room(type);
      if (from.isEmpty()) continue;
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass();
        if (!target.getPackageName().startsWith("earmark")) continue;
        String to = room(target);
        if (!to.equals(from) && !MAY_KNOW.getOrDefault(from, Set.of()).contains(to)) {
          wrong.add(from + " → " + (to.isEmpty() ? "wiring" : to) + ": " + type.getSimpleName());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void there_are_no_circles_between_packages() {
    slices().matching("earmark.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void sql_stands_only_in_the_stores() {
    assertOnly(
        "javax?\\.sql\\..*|org\\.(jdbi|flywaydb|sqlite|postgresql)\\..*|com\\.zaxxer\\..*",
        "store");
  }

  @Test
  void http_stands_only_in_the_doors_the_command_line_and_the_line_to_a_cloud() {
    assertOnly("org\\.eclipse\\.jetty\\..*|java\\.net\\.http\\..*", "http", "cli", "cloud.wire");
  }

  @Test
  void sockets_stand_only_in_the_webhooks() {
    assertOnly(
        "java\\.net\\.(Server)?Socket|javax\\.net\\.ssl\\.SSL(Server)?Socket", "alert.webhook");
  }

  @Test
  void json_stands_only_where_it_goes_in_or_out_and_in_the_facts_documents() {
    assertOnly(
        "tools\\.jackson\\..*|com\\.fasterxml\\..*",
        "http",
        "cli",
        "analysis",
        "alert.webhook",
        "vocabulary.misp",
        "exchange",
        "cloud.wire",
        "cloud.intelligence",
        "cloud.earmark");
  }

  @Test
  void bitmaps_stand_only_in_the_sets_and_the_index() {
    assertOnly("org\\.roaringbitmap\\..*", "things", "index.roaring");
  }

  @Test
  void no_class_is_named_for_no_purpose() {
    Pattern vague = Pattern.compile(".*(Util|Utils|Helper|Manager|Impl|Dto|Common|Misc)");
    assertThat(CLASSES.stream().map(JavaClass::getSimpleName).filter(vague.asMatchPredicate()))
        .isEmpty();
  }

  @Test
  void every_package_is_null_marked() {
    Set<String> unmarked = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      if (!type.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked")) {
        unmarked.add(type.getPackageName());
      }
    }
    assertThat(unmarked).isEmpty();
  }

  private static void assertOnly(String types, String... rooms) {
    Pattern forbidden = Pattern.compile(types);
    Set<String> wrong = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      String from = room(type);
      boolean allowed = false;
      for (String room : rooms) allowed |= from.equals(room) || from.startsWith(room + ".");
      if (allowed) continue;
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        if (forbidden.matcher(dependency.getTargetClass().getFullName()).matches()) {
          wrong.add(type.getFullName() + " → " + dependency.getTargetClass().getFullName());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }
}
