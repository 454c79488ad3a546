package earmark.http.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import earmark.Config;
import earmark.cloud.FakeIntelligence;
import earmark.http.Instance;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The tabs Local and Cloud, in a real browser. */
class PageCloudIT extends InBrowser {
  private static final FakeIntelligence CLOUD = new FakeIntelligence();

  @RegisterExtension
  static final Instance SERVER =
      new Instance(config ->
          config.withCloud(
              new Config.Cloud(
                  Config.Cloud.Kind.INTELLIGENCE, CLOUD.line(Duration.ofSeconds(20)), 100)));

  PageCloudIT() {
    super(SERVER);
  }

  @AfterAll
  static void stop() {
    CLOUD.close();
  }

  private Locator tab(String name) {
    return page.getByRole(
        AriaRole.TAB, new Page.GetByRoleOptions().setName(Pattern.compile("^" + name)));
  }

  private String add(String text) {
    return CLOUD.add(mark + ".exe", Instance.unique(text), "MALICIOUS");
  }

  @Test
  @DisplayName("case 83: tags can't be applied to a cloud sample")
  void a_cloud_sample_shows_system_tags_and_can_be_tagged_after_its_download_alone() {
    String sha1 = add("cloud");
    add("and another");
    sample(mark + ".exe", "local");
    find("filename:" + mark + ".exe");
    assertThat(tab("Local")).hasText("Local (1)");
    assertThat(tab("Cloud")).hasText("Cloud (2)");
    tab("Cloud").click();
    assertThat(row(sha1.substring(0, 12))).containsText("packed");
    assertThat(row(sha1.substring(0, 12))).containsText("malicious: Win32.Trojan.Generic");
    page.getByLabel("Select all cloud samples listed").check();
    button("Bulk actions").click();
    assertThat(menuItem("Apply tags")).isDisabled();
    assertThat(page.getByText("download to the appliance first")).isVisible();
    page.waitForTimeout(300); // the menu opens slowly
    browser.picture("cloud");
    assertNoViolations();
    menuItem("Download to the appliance").click();
    assertThat(page.getByText("2 of 2 samples")).isVisible();
    assertThat(row(sha1.substring(0, 12))).containsText("On this appliance");
    buttonLike("^Details$").first().click();
    assertThat(
            page.getByText("on the appliance", new Page.GetByTextOptions().setExact(false)).first())
        .isVisible();
    browser.picture("cloud-downloaded");
    assertNoViolations();

    assertThat(tab("Local")).hasText("Local (3)");
    row(sha1.substring(0, 12)).getByText("On this appliance").click();
    tab("Local").click();
    button("Edit Tags").click();
    tagsField().pressSequentially(mark + "_mine,");
    button("Save").click();
    assertThat(dialog()).isHidden();
    assertThat(userTags(sha1)).isEqualTo("[\"" + mark + "_mine\"]");
  }

  @Test
  void one_sample_is_downloaded_and_a_failure_is_told() {
    String sha1 = add("wrong");
    find("filename:" + mark + ".exe");
    tab("Cloud").click();
    assertThat(row(sha1.substring(0, 12))).isVisible(); // the search has its answer by now
    CLOUD.next(FakeIntelligence.status(404));
    row(sha1.substring(0, 12)).getByRole(AriaRole.BUTTON).last().click();
    assertThat(page.getByText("0 of 1 sample, 1 failed")).isVisible();
    buttonLike("^Details$").first().click();
    assertThat(page.getByText("does not have the bytes")).isVisible();
    browser.picture("cloud-failed");
    assertThat(server.get("/api/v1/samples/" + sha1).status()).isEqualTo(404);
  }

  @Test
  void a_cloud_that_fails_is_told_in_its_tab_and_local_results_are_there() {
    sample(mark + ".exe", "local");
    CLOUD.next(FakeIntelligence.status(403));
    find("filename:" + mark + ".exe");
    assertThat(tab("Local")).hasText("Local (1)");
    assertThat(row(mark + ".exe")).isVisible();
    assertThat(tab("Cloud")).hasText("Cloud (?)");
    tab("Cloud").click();
    assertThat(page.getByText("The cloud does not answer")).isVisible();
    assertThat(page.getByText("Our account has no right to this (403).")).isVisible();
    browser.picture("cloud-away");
    assertNoViolations();
    button("Try again").click();
    assertThat(page.getByText("The cloud has no sample that fits.")).isVisible();
  }

  @Test
  void user_tags_are_not_asked_for_and_the_page_says_so() {
    CLOUD.seen.clear();
    find("tag-user:one_tag");
    tab("Cloud").click();
    assertThat(page.getByText("Not asked of the cloud")).isVisible();
    assertThat(tab("Cloud")).hasText("Cloud (0)");
    assertThat(CLOUD.seen).isEmpty();
  }
}
