package earmark.alert;

import earmark.refusal.Refusal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * An address that alerts may be posted to: http or https, without credentials, 2,048 characters at
 * most. Whether its host may be reached is decided when something is sent, since names change.
 */
public record WebhookUrl(String text) {
  private static final int LENGTH_MAX = 2048;
  private static final int PORT_MAX = 65_535;

  /**
   * @throws Refusal.Invalid if the text is no such address
   */
  public WebhookUrl {
    URI uri = parsed(text);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw wrong("it has to begin with http:// or https://");
    }
    if (uri.getHost() == null) throw wrong("it names no host");
    if (uri.getRawUserInfo() != null) {
      throw wrong("it must not hold credentials; the signature proves who is calling");
    }
    if (uri.getRawFragment() != null) throw wrong("it must not have a fragment (#)");
    if (uri.getPort() == 0 || uri.getPort() > PORT_MAX) throw wrong("there is no such port");
  }

  private static URI parsed(String text) {
    if (text.length() > LENGTH_MAX) throw wrong("it is longer than " + LENGTH_MAX + " characters");
    if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw wrong("write characters other than ASCII as percent signs and hex digits");
    }
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw wrong("it can't be read");
    }
  }

  private static Refusal wrong(String why) {
    return new Refusal.Invalid("The webhook is not an address that can be called: " + why + ".");
  }

  public URI uri() {
    return URI.create(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
