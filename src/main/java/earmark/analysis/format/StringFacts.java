package earmark.analysis.format;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What was found among the printable strings of a file, in ASCII and UTF-16LE, in the order of the
 * first finding.
 *
 * @param urls at most {@value Limits#URLS}
 * @param ips IPv4 addresses in dotted form, at most {@value Limits#IPS}
 * @param markers the ids of known pieces of text; see {@link Markers}
 */
public record StringFacts(List<String> urls, List<String> ips, List<String> markers) {
  private static final Pattern NUMERIC = Pattern.compile("[0-9.]*");
  private static final Pattern DOTTED = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

  public static final StringFacts NONE = new StringFacts(List.of(), List.of(), List.of());

  public StringFacts {
    urls = Limits.texts("urls", urls, Limits.URLS);
    ips = Limits.texts("ips", ips, Limits.IPS);
    markers = Limits.texts("markers", markers, Limits.MARKERS);
  }

  /** The hosts of the URLs that are names, each once. */
  public List<String> domains() {
    return hosts().filter(host -> !NUMERIC.matcher(host).matches()).distinct().toList();
  }

  /** The IPv4 addresses, those in URLs included, each once. */
  public List<String> addresses() {
    Stream<String> inUrls = hosts().filter(host -> DOTTED.matcher(host).matches());
    return Stream.concat(ips.stream(), inUrls).distinct().toList();
  }

  private Stream<String> hosts() {
    return urls.stream().map(StringFacts::host);
  }

  private static String host(String url) {
    int start = url.indexOf("://") + 3;
    int end = start;
    while (end < url.length() && Addresses.isHost(url.charAt(end))) end++;
    return url.substring(start, end);
  }
}
