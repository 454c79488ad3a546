package earmark.report;

/**
 * How large reports may be.
 *
 * @param titleChars the longest title, in characters
 * @param bodyBytes the longest body, in bytes of UTF-8
 * @param externalUrlChars the longest external URL, in characters
 * @param tags how many tags a report may have
 * @param indicators of how many indicators a report may tell
 */
public record ReportLimits(
    int titleChars, int bodyBytes, int externalUrlChars, int tags, int indicators) {
  public static final ReportLimits USUAL = new ReportLimits(1000, 512 << 10, 500, 1000, 2000);
}
