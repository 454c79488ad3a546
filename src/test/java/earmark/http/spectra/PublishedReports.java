package earmark.http.spectra;

import java.util.List;
import java.util.Locale;

/**
 * Four samples with the tags that real appliances showed. Source: the integration of Cortex XSOAR,
 * its README and test data.
 */
@SuppressWarnings("ImmutableEnumChecker") // its lists are copied in, and never change
enum PublishedReports {
  PETYA(
      "d1aff4d205b59b1ae3edf152603fa2ae5a7c6cc5",
      "PE/Exe",
      List.of(
          "antivirus",
          "arch-x86",
          "capability-execution",
          "desktop",
          "gui",
          "machine-learning",
          "rich-header",
          "antidebugging",
          "capability-filesystem",
          "capability-security",
          "indicator-search",
          "indicator-settings",
          "string-http",
          "indicator-file",
          "indicator-network",
          "protection-aslr",
          "protection-dep",
          "indicator-permissions",
          "capability-cryptography",
          "string-https",
          "protection-cfg",
          "protection-stack",
          "uri-onion-website",
          "privilege-escalation",
          "ricc"),
      List.of()),
  UNRUY(
      "0000a0a381d31e0dafcaa22343d2d7e40ff76e06",
      "PE/Exe",
      List.of(
          "antivirus",
          "arch-x86",
          "capability-execution",
          "desktop",
          "entropy-high",
          "gui",
          "machine-learning",
          "overlay",
          "rich-header"),
      List.of("tag1", "tag2", "tag3", "tag4")),
  START_PAGE(
      "0000a0a549be5b7a95b782d31f73d8f608c4a440",
      "PE/Exe/NSIS",
      List.of(
          "antivirus",
          "arch-x86",
          "capability-execution",
          "desktop",
          "entropy-high",
          "gui",
          "ng-antivirus",
          "overlay",
          "rich-header",
          "contains-pe",
          "antidebugging",
          "capability-filesystem",
          "capability-security",
          "guid-activex-killbit",
          "indicator-anomaly",
          "indicator-registry",
          "indicator-search",
          "indicator-settings",
          "string-http",
          "indicator-execution",
          "indicator-file",
          "indicator-network",
          "indicator-permissions",
          "capability-deprecated",
          "privilege-escalation",
          "installer",
          "stego-compressed"),
      List.of("one_tag")),
  ZIP(
      "a94775deb818a4d68635eeed3d16abc7f7b8bdd6",
      "Binary/Archive/ZIP",
      List.of(
          "antivirus", "entropy-high", "contains-pe", "indicator-file", "encrypted", "password"),
      List.of());

  private final String sha1;
  private final String type;
  private final List<String> system;
  private final List<String> user;

  PublishedReports(String sha1, String type, List<String> system, List<String> user) {
    this.sha1 = sha1;
    this.type = type;
    this.system = List.copyOf(system);
    this.user = List.copyOf(user);
  }

  String sha1() {
    return sha1;
  }

  List<String> systemTags() {
    return system;
  }

  void addTo(PreparedSamples samples) {
    samples.add(sha1, name().toLowerCase(Locale.ROOT), type, system, user);
  }
}
