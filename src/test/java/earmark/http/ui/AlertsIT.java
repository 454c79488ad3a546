package earmark.http.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import earmark.Config;
import earmark.alert.webhook.Receiver;
import earmark.http.Instance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Subscribing and reading alerts in a real browser. */
class AlertsIT extends InBrowser {
  @RegisterExtension
  static final Instance SERVER =
      new Instance(config ->
          config.withAlerting(
              new Config.Alerting(
                  100,
                  Duration.ofMillis(50),
                  5,
                  Duration.ofMillis(200),
                  Duration.ofSeconds(5),
                  true)));

  AlertsIT() {
    super(SERVER);
  }

  private Locator alertsLink() {
    return page.locator("header")
        .getByRole(
            AriaRole.LINK, new Locator.GetByRoleOptions().setName(Pattern.compile("^Alerts")));
  }

  private Locator alert(String name) {
    return page.getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("Alerts"))
        .getByRole(AriaRole.LISTITEM)
        .filter(new Locator.FilterOptions().setHasText(name))
        .first();
  }

  private Locator which(String alerts) {
    return page.getByLabel("Which alerts")
        .getByText(alerts, new Locator.GetByTextOptions().setExact(true));
  }

  private void tag(String tag, String... sha1) {
    SERVER.json(
        "POST", "/api/v1/samples/tags", Map.of("samples", List.of(sha1), "add", List.of(tag)));
  }

  private void subscribe(String name, String query) {
    find(query);
    button("Alert me").click();
    anyDialog().getByLabel("Name").fill(name);
    anyDialog().getByLabel("Samples that leave").check();
    browser.picture("alert-me");
    button("Subscribe").click();
    assertThat(anyDialog()).isHidden();
  }

  @Test
  void an_alert_is_told_by_itself_opened_and_its_samples_are_tagged() {
    String a = sample(mark + "-first", "VBoxTray a");
    String b = sample(mark + "-second", "VBoxTray b");
    subscribe(mark + " news", "#" + mark + "hot");
    int before = SERVER.get("/api/v1/alerts/unread").json().path("unread").asInt();
    tag(mark + "hot", a, b);
    assertThat(alertsLink())
        .hasAccessibleName(Pattern.compile("Alerts, " + (before + 1) + " unread"));
    alertsLink().click();
    assertThat(alert(mark + " news")).containsText("2 samples entered");
    browser.picture("alerts");
    assertNoViolations();
    alert(mark + " news")
        .getByRole(
            AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^Samples of")))
        .click();
    assertThat(row(mark + "-first")).containsText(mark + "hot");
    assertThat(alertsLink()).not().hasAccessibleName(Pattern.compile((before + 1) + " unread"));
    button("Details of " + mark + "-first").click();
    assertThat(button("Edit Tags")).isVisible();
    browser.picture("alert-details");
    assertNoViolations();
    page.getByLabel("Select all samples listed").check();
    button("Bulk actions").click();
    menuItem("Apply tags").click();
    tagsField().pressSequentially(mark + "_seen,");
    button("Add " + mark + "_seen to 2 samples").click();
    assertThat(dialog()).isHidden();
    assertThat(userTags(a)).contains(mark + "_seen");
    assertThat(row(mark + "-second")).containsText(mark + "_seen");
  }

  @Test
  void alerts_are_marked_and_filtered_and_one_has_an_address() {
    String a = sample(mark + "-x", "plain x");
    subscribe(mark + " marks", "#" + mark + "mk");
    tag(mark + "mk", a);
    alertsLink().click();
    assertThat(alert(mark + " marks")).isVisible();
    button("Mark all as read").click();
    assertThat(page.getByText("None is unread")).isVisible();
    which("Unread").click();
    assertThat(page.getByText("You have read everything.")).isVisible();
    which("All").click();
    alert(mark + " marks")
        .getByRole(
            AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("as unread")))
        .click();
    assertThat(alertsLink()).hasAccessibleName("Alerts, 1 unread");
    alert(mark + " marks").getByRole(AriaRole.LINK).click();
    assertThat(page).hasURL(Pattern.compile("#/alerts/[0-9]+$"));
    assertThat(row(mark + "-x")).isVisible();
    assertThat(alertsLink()).hasAccessibleName("Alerts");
    browser.picture("alert");
    assertNoViolations();
  }

  @Test
  void a_subscription_is_changed_tried_out_switched_off_and_removed() throws Exception {
    try (Receiver receiver = new Receiver()) {
      subscribe(mark + " hooked", "#" + mark + "hk");
      page.navigate("/#/subscriptions");
      button("Change " + mark + " hooked").click();
      anyDialog().getByLabel("Webhook").fill(receiver.address("/in").toString());
      button("Save").click();
      assertThat(anyDialog()).containsText("It is shown this once");
      browser.picture("webhook-secret");
      button("Done").click();
      button("Deliveries of " + mark + " hooked").click();
      button("Send a test").click();
      assertThat(anyDialog().getByRole(AriaRole.STATUS)).hasText("Taken (204)");
      assertThat(receiver.received()).hasSize(1);
      page.waitForTimeout(400); // the dialog slides in
      browser.picture("deliveries");
      assertNoViolations();
      page.keyboard().press("Escape");
      page.getByLabel(mark + " hooked is on").dispatchEvent("click");
      assertThat(page.getByLabel(mark + " hooked is on")).not().isChecked();
      browser.picture("subscriptions");
      assertNoViolations();
      button("Remove " + mark + " hooked").click();
      anyDialog()
          .getByRole(
              AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Remove").setExact(true))
          .click();
      assertThat(button("Change " + mark + " hooked")).hasCount(0);
    }
  }

  @Test
  void what_can_not_be_subscribed_to_is_said() {
    find("#" + mark);
    button("Alert me").click();
    anyDialog().getByLabel("Search").fill("tag:(");
    button("Subscribe").click();
    assertThat(anyDialog().getByRole(AriaRole.ALERT)).containsText("Position 5");
    anyDialog().getByLabel("Samples that enter").uncheck();
    assertThat(button("Subscribe")).isDisabled();
    page.keyboard().press("Escape");
  }
}
