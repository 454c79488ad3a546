package earmark.http.trustar;

import java.util.Locale;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Runs a class of tests on a machine whose language is Turkish, where I and i are not one letter.
 */
final class Turkish implements BeforeAllCallback, AfterAllCallback {
  private final Locale before = Locale.getDefault();

  @Override
  public void beforeAll(ExtensionContext context) {
    Locale.setDefault(Locale.forLanguageTag("tr-TR"));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Locale.setDefault(before);
  }
}
