package earmark;

import earmark.http.trustar.Quotas;
import earmark.http.trustar.TrustarRules;
import earmark.refusal.Refusal;
import earmark.tag.TagCharacters;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of {@code serve} on clients of TruSTAR. */
final class TrustarOptions {
  private static final int MAX = 1 << 30;

  @Option(
      names = "--tags-characters",
      paramLabel = "strict|lenient",
      description =
          "What names of report and indicator tags may have: letters, digits, - and _, or all that"
              + " can be printed (EARMARK_TAGS_CHARACTERS).",
      defaultValue = "${env:EARMARK_TAGS_CHARACTERS:-strict}")
  String tagsCharacters = "strict";

  @Option(
      names = "--trustar-calls-per-minute",
      description =
          "Most calls of one user of the TruSTAR API in a minute; 0 for any number"
              + " (EARMARK_TRUSTAR_CALLS_PER_MINUTE).",
      defaultValue = "${env:EARMARK_TRUSTAR_CALLS_PER_MINUTE:-0}")
  int callsPerMinute;

  @Option(
      names = "--trustar-calls-per-address",
      description =
          "Most such calls from one address in five minutes; 0 for any number"
              + " (EARMARK_TRUSTAR_CALLS_PER_ADDRESS).",
      defaultValue = "${env:EARMARK_TRUSTAR_CALLS_PER_ADDRESS:-0}")
  int callsPerAddress;

  @Option(
      names = "--trustar-calls-per-day",
      description =
          "Most such calls of all users together in a day of UTC; 0 for any number"
              + " (EARMARK_TRUSTAR_CALLS_PER_DAY).",
      defaultValue = "${env:EARMARK_TRUSTAR_CALLS_PER_DAY:-0}")
  int callsPerDay;

  @Option(
      names = "--trustar-body-max-mib",
      description =
          "Largest body of a request to the TruSTAR API, in MiB (EARMARK_TRUSTAR_BODY_MAX_MIB).",
      defaultValue = "${env:EARMARK_TRUSTAR_BODY_MAX_MIB:-16}")
  int bodyMaxMib;

  /** The settings, or an error that names the option which can't be. */
  TrustarRules read(CommandSpec spec) {
    for (int calls : new int[] {callsPerMinute, callsPerAddress, callsPerDay}) {
      if (calls < 0 || calls > MAX) {
        throw new ParameterException(
            spec.commandLine(), "--trustar-calls-… must be from 0 to " + MAX + ".");
      }
    }
    if (bodyMaxMib < 1 || bodyMaxMib > 1024) {
      throw new ParameterException(
          spec.commandLine(), "--trustar-body-max-mib must be from 1 to 1024.");
    }
    try {
      return new TrustarRules(
          TagCharacters.parse(tagsCharacters),
          Quotas.Most.of(callsPerMinute, callsPerAddress, callsPerDay),
          bodyMaxMib << 20);
    } catch (Refusal.Invalid refusal) {
      throw new ParameterException(
          spec.commandLine(), "--tags-characters: " + refusal.reason(), refusal);
    }
  }
}
