package earmark.http.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import earmark.http.Instance;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test with a browser of its own, in which admin has logged in. */
class InBrowser {
  private static final AtomicInteger ROUND = new AtomicInteger();

  final Instance server;
  final Browser browser;
  final Page page;

  /** Makes names unique to each test, since all share one instance. */
  final String mark = "r" + ROUND.incrementAndGet();

  InBrowser(Instance server) {
    this.server = server;
    this.browser = new Browser(server.address().toString());
    this.page = browser.page;
  }

  @BeforeEach
  void logIn() {
    page.navigate("/");
    page.getByLabel("Login").fill("admin");
    page.getByLabel("Password").fill(Instance.PASSWORD);
    button("Log in").click();
    assertThat(search()).isVisible();
  }

  @AfterEach
  void close() {
    browser.close();
    assertThat(browser.complaints)
        .filteredOn(text -> !text.matches(".*status of 40[01] .*")) // refusals that the page tells
        .as("the browser complains of nothing, above all of no Content-Security-Policy")
        .isEmpty();
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator search() {
    return page.getByLabel("Search", new Page.GetByLabelOptions().setExact(true));
  }

  Locator row(String fileName) {
    return page.getByRole(AriaRole.ROW)
        .filter(new Locator.FilterOptions().setHasText(fileName))
        .first();
  }

  Locator dialog() {
    return page.getByRole(
        AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Edit tags").setExact(true));
  }

  String sample(String name, String text, String... tags) {
    byte[] content = Instance.unique(text);
    server.upload("/api/uploads/", name, content, "tags", String.join(",", tags));
    String sha1 = Instance.hex("SHA-1", content);
    server.awaitProcessed(sha1);
    return sha1;
  }

  void find(String text) {
    search().fill(text);
    search().press("Enter");
  }

  String userTags(String sha1) {
    return server.get("/api/tag/" + sha1 + "/").text();
  }

  Locator buttonLike(String pattern) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile(pattern)));
  }

  Locator menuItem(String name) {
    return page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(name));
  }

  Locator notification() {
    return page.locator(".mantine-Notification-root").first();
  }

  /** The dialog that is open. */
  Locator anyDialog() {
    return page.getByRole(AriaRole.DIALOG);
  }

  Locator tagsField() {
    return dialog().getByLabel("User Tags", new Locator.GetByLabelOptions().setExact(true));
  }

  void assertNoViolations() {
    List<String> violations =
        new AxeBuilder(page)
            .withTags(List.of("wcag2a", "wcag2aa")).analyze().getViolations().stream()
                .map(rule -> rule.getId() + ": " + rule.getNodes().getFirst().getHtml())
                .toList();
    assertThat(violations).isEmpty();
  }
}
