package earmark;

import earmark.report.ReportLimits;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The settings of a server that limit reports. */
final class ReportOptions {
  private static final int MAX = 1 << 20;

  @Option(
      names = "--report-title-max",
      description = "Longest title of a report, in characters (EARMARK_REPORT_TITLE_MAX).",
      defaultValue = "${env:EARMARK_REPORT_TITLE_MAX:-1000}")
  int titleMax;

  @Option(
      names = "--report-body-max-kib",
      description = "Longest body of a report, in KiB (EARMARK_REPORT_BODY_MAX_KIB).",
      defaultValue = "${env:EARMARK_REPORT_BODY_MAX_KIB:-512}")
  int bodyMaxKib;

  @Option(
      names = "--report-url-max",
      description = "Longest external URL of a report, in characters (EARMARK_REPORT_URL_MAX).",
      defaultValue = "${env:EARMARK_REPORT_URL_MAX:-500}")
  int urlMax;

  @Option(
      names = "--tags-per-report-max",
      description = "Most tags on one report (EARMARK_TAGS_PER_REPORT_MAX).",
      defaultValue = "${env:EARMARK_TAGS_PER_REPORT_MAX:-1000}")
  int tagsMax;

  @Option(
      names = "--indicators-per-report-max",
      description = "Most indicators that one report tells of (EARMARK_INDICATORS_PER_REPORT_MAX).",
      defaultValue = "${env:EARMARK_INDICATORS_PER_REPORT_MAX:-2000}")
  int indicatorsMax;

  /**
   * The limits.
   *
   * @throws ParameterException if one makes no sense
   */
  ReportLimits read(CommandSpec spec) {
    requirePositive(spec, "--report-title-max", titleMax);
    requirePositive(spec, "--report-body-max-kib", bodyMaxKib);
    requirePositive(spec, "--report-url-max", urlMax);
    requirePositive(spec, "--tags-per-report-max", tagsMax);
    requirePositive(spec, "--indicators-per-report-max", indicatorsMax);
    long bodyBytes = Math.min((long) bodyMaxKib << 10, Integer.MAX_VALUE);
    return new ReportLimits(titleMax, (int) bodyBytes, urlMax, tagsMax, indicatorsMax);
  }

  private static void requirePositive(CommandSpec spec, String option, int value) {
    if (value < 1 || value > MAX) {
      throw new ParameterException(spec.commandLine(), option + " must be from 1 to " + MAX + ".");
    }
  }
}
