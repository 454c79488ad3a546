package earmark.sample;

import earmark.refusal.Refusal;
import earmark.tag.Quoted;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a threat as Spectra Analyze forms it: {@code Platform.Type.Family}, such as {@code
 * Win32.Trojan.Delf}. A platform may have a second part, as {@code Document-PDF}. The vendor's
 * lists of platforms and types are not public; any word of their form is taken. A family has up to
 * 32 letters and digits (reversinglabs-sdk-py3, {@code A1000.set_classification}).
 */
public record ThreatName(String platform, String type, String family) {
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9]+(-[A-Za-z0-9]+)?");
  private static final Pattern FAMILY = Pattern.compile("[A-Za-z0-9]{1,32}");
  private static final int WORD_MAX = 32;

  /** What it is if nobody says more; so says the vendor's own client. */
  public static final ThreatName GENERIC = new ThreatName("Win32", "Malware", "Generic");

  /**
   * @throws Refusal.Invalid if a part is not of its form
   */
  public ThreatName {
    requireWord("platform", platform);
    requireWord("type", type);
    if (!FAMILY.matcher(family).matches()) {
      throw new Refusal.Invalid(
          "Not the name of a threat: "
              + Quoted.of(family)
              + ". It has 1 to 32 letters a-z and A-Z and digits.");
    }
  }

  private static void requireWord(String what, String text) {
    if (text.length() > WORD_MAX || !WORD.matcher(text).matches()) {
      throw new Refusal.Invalid(
          "Not a "
              + what
              + " of a threat: "
              + Quoted.of(text)
              + ". It has 1 to 32 letters a-z and A-Z and digits, and may have one hyphen between"
              + " them.");
    }
  }

  /** A name of the parts that are given; {@link #GENERIC} has the others. */
  public static ThreatName of(
      Optional<String> platform, Optional<String> type, Optional<String> family) {
    return new ThreatName(
        platform.orElse(GENERIC.platform),
        type.orElse(GENERIC.type),
        family.orElse(GENERIC.family));
  }

  /**
   * Reads what {@link #text} writes.
   *
   * @throws Refusal.Invalid if it is anything else
   */
  public static ThreatName parse(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 3) {
      throw new Refusal.Invalid(
          "Not a threat name: "
              + Quoted.of(text)
              + ". It has a platform, a type and a family with dots between, as in"
              + " Win32.Trojan.Delf.");
    }
    return new ThreatName(parts[0], parts[1], parts[2]);
  }

  /** Such as {@code Win32.Trojan.Delf}. */
  public String text() {
    return platform + "." + type + "." + family;
  }

  @Override
  public String toString() {
    return text();
  }
}
