package earmark.search;

import java.util.List;
import java.util.Locale;

/**
 * Keywords of Spectra Analyze for which Earmark has no facts yet, so that a search with one is
 * refused by its name and not taken for a typing error. Source: published queries of its clients.
 */
final class ForeignKeywords {
  private static final List<String> NAMES =
      List.of(
          "av-count",
          "cert-serial",
          "cert-subject-country",
          "cert-subject-name",
          "certificate",
          "document-author",
          "document-subject",
          "document-title",
          "domain",
          "dotnet-module-id",
          "email-from",
          "email-subject",
          "imphash",
          "ipv4",
          "pdb",
          "pdb-path",
          "pe-company-name",
          "pe-export",
          "pe-function",
          "pe-import",
          "pe-original-name",
          "pe-product-name",
          "pe-resource",
          "pe-resource-sha1",
          "pe-resource-type",
          "pe-section-name",
          "pe-section-sha1",
          "pe-timestamp",
          "similar-to",
          "threatlevel",
          "uri");

  private ForeignKeywords() {}

  /** Those that are no keywords here either. */
  static List<String> names() {
    return NAMES.stream().filter(name -> Keyword.find(name).isEmpty()).toList();
  }

  static boolean contain(String word) {
    return NAMES.contains(word.toLowerCase(Locale.ROOT));
  }
}
