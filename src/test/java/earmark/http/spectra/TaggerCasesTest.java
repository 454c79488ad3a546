package earmark.http.spectra;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.analysis.Analyser;
import earmark.analysis.Facts;
import earmark.analysis.catalogue.Catalogue;
import earmark.analysis.catalogue.Indicator;
import earmark.analysis.format.ArchiveFacts;
import earmark.analysis.format.ChildrenFacts;
import earmark.analysis.format.ElfFacts;
import earmark.analysis.format.FileFacts;
import earmark.analysis.format.PeFacts;
import earmark.analysis.format.PeSection;
import earmark.analysis.format.StringFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The numbered cases about System Tags: from the published features of four samples to the
 * published tags. A tag of them that Earmark does not give is named with its reason.
 */
class TaggerCasesTest {
  private static final Catalogue CATALOGUE = Catalogue.load();

  /** Tags that repeat the verdict of one of the vendor's scanners, of which Earmark has none. */
  private static final Set<String> SCANNERS =
      Set.of("antivirus", "ng-antivirus", "machine-learning", "ricc");

  /** Earmark's own tags for what the vendor's engine gives no tag for. */
  private static final Set<String> EARMARKS_OWN = Set.of("indicators", "archive");

  @TempDir Path folder = Path.of(".");

  private static Set<String> tags(Facts facts) {
    Set<String> tags = new TreeSet<>();
    CATALOGUE.tags(facts).forEach(given -> tags.add(given.tag().text()));
    return tags;
  }

  /** The published tags that are not given, besides those of scanners. */
  private static Set<String> missing(PublishedReports report, Facts facts) {
    Set<String> missing = new TreeSet<>(report.systemTags());
    missing.removeAll(SCANNERS);
    missing.removeAll(tags(facts));
    return missing;
  }

  /** The tags that are given and not published, besides Earmark's own. */
  private static Set<String> more(PublishedReports report, Facts facts) {
    Set<String> more = tags(facts);
    report.systemTags().forEach(more::remove);
    more.removeAll(EARMARKS_OWN);
    return more;
  }

  private static Facts program(
      double entropy, String identification, PeFacts pe, StringFacts strings, String... children) {
    return new Facts(
        new FileFacts(
            100_000, entropy, "application", "PE", "Exe", identification, "application/x-dosexec"),
        pe,
        ElfFacts.NONE,
        ArchiveFacts.NONE,
        strings,
        new ChildrenFacts(children.length, List.of(children)),
        "");
  }

  private static PeFacts pe(
      int characteristics, boolean guards, long overlay, List<String> libraries, String... apis) {
    return new PeFacts(
        true,
        0x14c,
        0,
        false,
        false,
        2,
        characteristics,
        false,
        true,
        guards,
        guards,
        false,
        false,
        "",
        "",
        "",
        false,
        false,
        "",
        0,
        overlay == 0 ? 0 : 50_000,
        overlay,
        List.of(new PeSection(".text", 40_000, 6.4, true, false)),
        libraries,
        List.of(apis),
        List.of(),
        apis.length,
        0,
        List.of(),
        "",
        List.of());
  }

  @Test
  @DisplayName("case 86: the tags of Petya")
  void petya() {
    Facts facts =
        program(
            5.8995,
            "",
            pe(
                34112,
                true,
                0,
                List.of("advapi32.dll", "kernel32.dll"),
                "cryptacquirecontext",
                "cryptgenrandom",
                "lookupprivilegevalue",
                "openprocesstoken",
                "cryptreleasecontext",
                "adjusttokenprivileges",
                "getsystemdirectory",
                "closehandle",
                "createfile",
                "setfilepointerex",
                "exitprocess",
                "isprocessorfeaturepresent",
                "getmodulehandle",
                "setfilepointer",
                "deviceiocontrol",
                "writefile",
                "getcurrentprocess",
                "getprocaddress",
                "readfile",
                "unhandledexceptionfilter",
                "setunhandledexceptionfilter",
                "terminateprocess"),
            new StringFacts(
                List.of(
                    "http://petyahsidf.onion/hpFk2n",
                    "http://petyakv29z.onion/hpFk2n",
                    "https://www.torproject.org"),
                List.of(),
                List.of()));
    assertThat(missing(PublishedReports.PETYA, facts))
        .as(
            "a handler of exceptions is no look for a debugger; writing files and asking for the"
                + " folder of the system are no indicators")
        .containsExactly(
            "antidebugging", "indicator-file", "indicator-search", "indicator-settings");
    assertThat(more(PublishedReports.PETYA, facts)).isEmpty();
  }

  @Test
  @DisplayName("case 87: the tags of Unruy")
  void unruy() {
    Facts facts =
        program(
            7.222,
            "",
            pe(0, false, 48, List.of("kernel32.dll"), "terminateprocess", "getmodulehandle"),
            StringFacts.NONE);
    assertThat(missing(PublishedReports.UNRUY, facts)).isEmpty();
    assertThat(more(PublishedReports.UNRUY, facts)).isEmpty();
  }

  @Test
  @DisplayName("case 88: the tags of StartPage")
  void start_page() {
    Facts facts =
        program(
            7.9,
            "NSIS",
            pe(
                0x8000,
                false,
                40_000,
                List.of("advapi32.dll", "kernel32.dll"),
                "createprocess",
                "createfile",
                "deletefile",
                "findfirstfile",
                "adjusttokenprivileges",
                "regsetvalueex",
                "isdebuggerpresent"),
            new StringFacts(
                List.of("http://nsis.sf.net/NSIS_Error"), List.of(), List.of("nsis", "killbit")),
            "PE");
    assertThat(missing(PublishedReports.START_PAGE, facts))
        .as("rules that are not public, and what they look at is not read")
        .containsExactly(
            "capability-deprecated", "indicator-anomaly", "indicator-settings", "stego-compressed");
    assertThat(more(PublishedReports.START_PAGE, facts)).isEmpty();
  }

  @Test
  @DisplayName("case 89: the tags of an encrypted ZIP")
  void zip() {
    Facts facts =
        new Facts(
            new FileFacts(
                607_237, 7.9997, "archive", "Binary", "Archive", "ZIP", "application/zip"),
            PeFacts.NONE,
            ElfFacts.NONE,
            new ArchiveFacts(true, 1, true, "infected", "", ""),
            StringFacts.NONE,
            new ChildrenFacts(1, List.of("PE")),
            "");
    assertThat(missing(PublishedReports.ZIP, facts)).isEmpty();
    assertThat(more(PublishedReports.ZIP, facts)).isEmpty();
  }

  @Test
  @DisplayName("case 90: an indicator gives the tag of its category from priority 4 on")
  void priority_four() {
    Facts weak = program(5, "", pe(0, false, 0, List.of(), "isdebuggerpresent"), StringFacts.NONE);
    assertThat(CATALOGUE.indicators(weak)).extracting(Indicator::priority).containsExactly(3);
    assertThat(tags(weak)).contains("antidebugging").noneMatch(tag -> tag.startsWith("indicator-"));
    Facts strong = program(5, "", pe(0, false, 0, List.of(), "regsetvalue"), StringFacts.NONE);
    assertThat(CATALOGUE.indicators(strong)).extracting(Indicator::priority).containsExactly(4);
    assertThat(tags(strong)).contains("indicator-registry");
  }

  @Test
  @DisplayName("case 91: the same bytes and the same engine give the same tags")
  void determinism() throws IOException {
    Path file = folder.resolve("sample");
    Files.writeString(file, "VBoxTray at http://example.onion/ and https://example.com");
    Path copy = Files.copy(file, folder.resolve("copy"));
    Set<String> tags = tags(Analyser.analyse(file));
    assertThat(tags).contains("antisandbox", "string-https", "uri-onion-website");
    for (int i = 0; i < 20; i++) {
      assertThat(tags(Analyser.analyse(i % 2 == 0 ? copy : file))).isEqualTo(tags);
    }
    assertThat(Catalogue.load().tags(Analyser.analyse(copy)))
        .isEqualTo(CATALOGUE.tags(Analyser.analyse(file)));
  }

  @Test
  void every_category_of_an_indicator_has_the_vendors_number() {
    for (Indicator indicator : CATALOGUE.indicators()) {
      assertThat(CoreReport.category(indicator)).as(indicator.category()).isNotNegative();
    }
  }
}
