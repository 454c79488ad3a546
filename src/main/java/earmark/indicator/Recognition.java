package earmark.indicator;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells of which type a bare value is. More is taken for an indicator than in a text. */
final class Recognition {
  private static final Pattern FILE_NAME =
      Pattern.compile("[^\\s/\\\\:]{1,200}\\.[A-Za-z0-9]{1,8}");

  private Recognition() {}

  /** The indicator that a value is; whatever is nothing else is the name of some malware. */
  static IndicatorValue of(String value) {
    return known(value)
        .or(() -> {
          String plain = Refanged.of(value).text();
          return plain.equals(value) ? Optional.empty() : known(plain);
        })
        .orElseGet(() ->
            new IndicatorValue(
                FILE_NAME.matcher(value).matches() ? IndicatorType.SOFTWARE : IndicatorType.MALWARE,
                value));
  }

  /** The indicator that a value is if it has to be of this type, or nothing if it can't be. */
  static Optional<IndicatorValue> as(IndicatorType type, String value) {
    if (isName(type)) return typed(type, value);
    IndicatorValue looks = of(value);
    if (looks.type() == type) return Optional.of(looks);
    boolean orHost = isName(looks.type()) || looks.type() == IndicatorType.CIDR_BLOCK;
    return type == IndicatorType.URL && orHost
        ? UrlText.rest(value, true).flatMap(rest -> typed(type, rest))
        : Optional.empty();
  }

  private static boolean isName(IndicatorType type) {
    return type == IndicatorType.MALWARE || type == IndicatorType.SOFTWARE;
  }

  private static Optional<IndicatorValue> known(String value) {
    if (value.isEmpty() || value.length() > UrlText.LENGTH_MAX) return Optional.empty();
    Optional<String> url = UrlText.canonical(value, false);
    if (url.isPresent()) return typed(IndicatorType.URL, url.get());
    Optional<IndicatorValue> word = Words.read(value);
    if (word.isPresent()) return word;
    Optional<String> address = Addresses.canonical(value);
    if (address.isPresent()) return typed(IndicatorType.IP, address.get());
    Optional<String> range = Addresses.range(value);
    if (range.isPresent()) return typed(IndicatorType.CIDR_BLOCK, range.get());
    Optional<RegistryPath.Found> key = RegistryPath.at(value, 0);
    if (key.isPresent()) {
      return typed(
          IndicatorType.REGISTRY_KEY,
          key.get().key() + value.substring(Math.min(key.get().end(), value.length())));
    }
    int at = value.lastIndexOf('@');
    if (at > 0 && Mail.isName(value.substring(0, at))) {
      String host = value.substring(at + 1);
      if (Domains.isRegistrable(host)) {
        return typed(IndicatorType.EMAIL_ADDRESS, value.toLowerCase(Locale.ROOT));
      }
    }
    int slash = value.indexOf('/');
    String host = (slash < 0 ? value : value.substring(0, slash)).replaceFirst(":[0-9]{1,5}$", "");
    boolean named =
        Domains.isMeant(host)
            || (slash >= 0 && (Domains.isRegistrable(host) || Addresses.isV4(host)))
            || (isUnregistered(host) && Domains.isRegistrable(host))
            || (host.regionMatches(true, 0, "www.", 0, 4) && Domains.isRegistrable(host))
            || (!host.equals(value) && Addresses.isV4(host));
    if (!named) return Optional.empty();
    return UrlText.rest(value, false).map(rest -> new IndicatorValue(IndicatorType.URL, rest));
  }

  private static boolean isUnregistered(String host) {
    return Domains.isUnregistered(host.toLowerCase(Locale.ROOT));
  }

  private static Optional<IndicatorValue> typed(IndicatorType type, String text) {
    return Optional.of(new IndicatorValue(type, text));
  }
}
