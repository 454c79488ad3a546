package earmark.analysis.format;

import java.util.List;

/**
 * What was found among the printable strings of a file, in ASCII and UTF-16LE, in the order of the
 * first finding.
 *
 * @param urls at most {@value Limits#URLS}
 * @param ips IPv4 addresses in dotted form, at most {@value Limits#IPS}
 * @param markers the ids of known pieces of text; see {@link Markers}
 */
public record StringFacts(List<String> urls, List<String> ips, List<String> markers) {
  public static final StringFacts NONE = new StringFacts(List.of(), List.of(), List.of());

  public StringFacts {
    urls = Limits.texts("urls", urls, Limits.URLS);
    ips = Limits.texts("ips", ips, Limits.IPS);
    markers = Limits.texts("markers", markers, Limits.MARKERS);
  }
}
