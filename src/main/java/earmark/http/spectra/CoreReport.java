package earmark.http.spectra;

import static earmark.http.spectra.Fields.empty;
import static earmark.http.spectra.Fields.field;

import earmark.analysis.Facts;
import earmark.analysis.catalogue.Indicator;
import earmark.analysis.format.ArchiveFacts;
import earmark.analysis.format.PeFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was read off a sample, under the names that the vendor's engine ("Spectra Core", formerly
 * TitaniumCore) gives it. What Earmark does not read is there and empty. Source of the names:
 * recorded answers in the integration of Cortex XSOAR.
 */
final class CoreReport {
  static final Fields FIELDS =
      Fields.of(
          field("info", CoreReport::info),
          field("application", CoreReport::application),
          empty("protection", Map.of()),
          field("security", CoreReport::security),
          empty("behaviour", Map.of()),
          empty("certificate", Map.of()),
          empty("document", Map.of()),
          empty("mobile", Map.of()),
          empty("media", Map.of()),
          empty("web", Map.of()),
          empty("email", Map.of()),
          empty("strings", List.of()),
          field("interesting_strings", CoreReport::interestingStrings),
          field("classification", CoreReport::classification),
          field("indicators", CoreReport::indicators),
          empty("attack", List.of()),
          field("story", Story::of),
          empty("signatures", null),
          empty("browser", Map.of()),
          empty("software_package", Map.of()),
          empty("malware", Map.of()));

  /** The vendor's numbers of the categories; that of evasion is a guess by its contents. */
  private static final Map<String, Integer> CATEGORIES =
      Map.of(
          "network", 0,
          "evasion", 1,
          "anomaly", 6,
          "registry", 9,
          "execution", 10,
          "permissions", 11,
          "search", 12,
          "settings", 13,
          "file", 22);

  private static final int ASLR = 0x40;
  private static final int DEP = 0x100;

  private CoreReport() {}

  private record Named(String name, @Nullable Object value) {}

  private record Overlay(long offset, long size) {}

  private record Identified(boolean success, String name, String version, String author) {}

  private record Section(String name, long physical_size, double entropy) {}

  private record Library(String name) {}

  private record Category(String category, List<Text> values) {}

  private record Text(String value) {}

  private record Fired(
      int priority,
      int category,
      String description,
      int relevance,
      List<Reason> reasons,
      int id) {}

  private record Reason(boolean propagated, String category, String description) {}

  private static Object info(Subject subject) {
    Optional<Facts> facts = subject.facts();
    Map<String, @Nullable Object> info = new LinkedHashMap<>();
    info.put("statistics", Map.of("file_stats", List.of()));
    info.put("file", file(subject, facts));
    facts
        .map(Facts::identification)
        .filter(name -> !name.isEmpty())
        .ifPresent(name -> info.put("identification", new Identified(true, name, "", "Earmark")));
    facts
        .map(Facts::pe)
        .filter(pe -> pe.overlaySize() > 0)
        .ifPresent(
            pe -> info.put("overlays", List.of(new Overlay(pe.overlayOffset(), pe.overlaySize()))));
    facts
        .map(Facts::archive)
        .filter(ArchiveFacts::present)
        .ifPresent(archive -> info.put("properties", properties(archive)));
    return info;
  }

  private static Object file(Subject subject, Optional<Facts> facts) {
    List<Named> hashes = new ArrayList<>();
    if (!subject.imphash().isEmpty()) hashes.add(new Named("imphash", subject.imphash()));
    hashes.add(new Named("md5", subject.digests().md5()));
    hashes.add(new Named("sha1", subject.digests().sha1()));
    hashes.add(new Named("sha256", subject.digests().sha256()));
    hashes.add(new Named("sha512", subject.digests().sha512()));
    Map<String, @Nullable Object> file = new LinkedHashMap<>();
    file.put("file_type", facts.map(Facts::fileType).orElse(""));
    file.put("file_subtype", facts.map(Facts::fileSubtype).orElse(""));
    file.put("size", subject.digests().sizeBytes());
    file.put("entropy", facts.map(known -> known.file().entropy()).orElse(null));
    file.put("hashes", hashes);
    file.put("proposed_filename", subject.sample().name());
    return file;
  }

  private static List<Named> properties(ArchiveFacts archive) {
    return List.of(
        new Named("totalEntries", String.valueOf(archive.entries())),
        new Named("containsEncryptedFiles", String.valueOf(archive.encrypted())));
  }

  private static Object application(Subject subject) {
    Optional<PeFacts> pe = subject.facts().map(Facts::pe).filter(PeFacts::present);
    if (pe.isEmpty()) return Map.of();
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("file_header", Map.of("machine", pe.get().machine()));
    Map<String, Object> optional = new LinkedHashMap<>();
    optional.put("subsystem", pe.get().subsystem());
    optional.put("dll_characteristics", pe.get().characteristics());
    parts.put("optional_header", optional);
    parts.put(
        "sections",
        pe.get().sections().stream()
            .map(section -> new Section(section.name(), section.size(), section.entropy()))
            .toList());
    parts.put("imports", pe.get().libraries().stream().map(Library::new).toList());
    return Map.of("pe", parts);
  }

  private static Object security(Subject subject) {
    Optional<PeFacts> pe = subject.facts().map(Facts::pe).filter(PeFacts::present);
    if (pe.isEmpty()) return Map.of();
    List<String> features = new ArrayList<>();
    if (pe.get().stackCookie()) features.add("/GS");
    if (pe.get().guardCf()) features.add("/GUARD:CF");
    if ((pe.get().characteristics() & ASLR) != 0) features.add("ASLR");
    if ((pe.get().characteristics() & DEP) != 0) features.add("DEP");
    return Map.of("features", features);
  }

  /** Addresses by their scheme, as {@code http}, {@code https}, {@code ftp} or {@code ipv4}. */
  private static Object interestingStrings(Subject subject) {
    Map<String, List<Text>> byCategory = new LinkedHashMap<>();
    subject
        .facts()
        .ifPresent(facts -> {
          for (String url : facts.strings().urls()) {
            String scheme = url.substring(0, Math.max(0, url.indexOf(':')));
            byCategory.computeIfAbsent(scheme, _ -> new ArrayList<>()).add(new Text(url));
          }
          for (String ip : facts.strings().ips()) {
            byCategory.computeIfAbsent("ipv4", _ -> new ArrayList<>()).add(new Text(ip));
          }
        });
    return byCategory.entrySet().stream()
        .map(entry -> new Category(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Object classification(Subject subject) {
    Map<String, @Nullable Object> classification = new LinkedHashMap<>();
    classification.put("propagated", subject.origin().isPresent());
    classification.put("classification", VerdictWords.number(subject.verdict()));
    Integer factor = VerdictWords.riskScore(subject.verdict());
    classification.put("factor", factor == null ? 0 : factor);
    classification.put("result", VerdictWords.threatName(subject.verdict()));
    classification.put("scan_results", List.of());
    subject
        .origin()
        .ifPresent(origin ->
            classification.put("propagation_source", new Named("sha1", origin.digests().sha1())));
    return classification;
  }

  static List<Object> indicators(Subject subject) {
    return subject.indicators().stream().<Object>map(CoreReport::fired).toList();
  }

  private static Fired fired(Indicator indicator) {
    return new Fired(
        indicator.priority(),
        category(indicator),
        indicator.about() + ".",
        0,
        List.of(new Reason(false, "Rule Match", "Matched the rule: " + indicator.when())),
        indicator.id());
  }

  /** The vendor's number of an indicator's category. */
  static int category(Indicator indicator) {
    Integer number = CATEGORIES.get(indicator.category());
    if (number == null) throw new IllegalStateException("no number for " + indicator.category());
    return number;
  }
}
