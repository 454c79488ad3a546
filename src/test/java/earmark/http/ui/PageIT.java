package earmark.http.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import earmark.http.Instance;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page in a real browser, used as an analyst uses it. */
class PageIT extends InBrowser {
  @RegisterExtension static final Instance SERVER = new Instance();

  PageIT() {
    super(SERVER);
  }

  @Test
  void a_wrong_password_is_said_and_a_right_one_lets_in() {
    button("Account of admin").click();
    page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Log out")).click();
    page.getByLabel("Login").fill("admin");
    page.getByLabel("Password").fill("not the password");
    button("Log in").click();
    assertThat(page.getByText("Wrong login or password.")).isVisible();
    browser.picture("login");
    page.getByLabel("Password").fill(Instance.PASSWORD);
    button("Log in").click();
    assertThat(search()).isVisible();
    page.reload();
    assertThat(search()).isVisible();
  }

  @Test
  @DisplayName("case 78: #text filters by a part of a tag, and a click by exactly that tag")
  void desktop_filters_by_part_and_a_click_by_exactly_that_tag() {
    sample(mark + "-a", "VBoxTray a", mark + "desktop");
    sample(mark + "-b", "VBoxTray b", mark + "desktop_app");
    sample(mark + "-c", "VBoxTray c", "z" + mark + "DeskTop");
    sample(mark + "-d", "VBoxTray d", "unrelated");
    find("#" + mark + "desktop");
    assertThat(page.getByText("3 samples")).isVisible();
    assertThat(row(mark + "-d")).hasCount(0);
    assertThat(row(mark + "-a")).containsText("antisandbox");
    browser.picture("filtered");
    row(mark + "-a")
        .getByText(mark + "desktop", new Locator.GetByTextOptions().setExact(true))
        .click();
    assertThat(page.getByText("1 sample")).isVisible();
    assertThat(page).hasURL(Pattern.compile("tag=" + mark + "desktop&kind=user"));
    page.goBack();
    assertThat(page.getByText("3 samples")).isVisible();
    find("#" + mark + "nothing_like_it");
    assertThat(page.getByText("0 samples").or(page.getByText("No sample")).first()).isVisible();
  }

  @Test
  @DisplayName("case 80: the dialog suggests and adds several; case 81: it removes what is deleted")
  void the_dialog_shows_current_tags_suggests_adds_several_and_removes_by_deleting() {
    sample(mark + "-other", "plain", mark + "_malware");
    String sha1 = sample(mark + "-edit", "VBoxTray", mark + "_old", mark + "_kept");
    find("#" + mark + "_kept");
    button("Details of " + mark + "-edit").click();
    button("Edit Tags").click();
    assertThat(dialog()).isVisible();
    assertThat(dialog()).containsText(mark + "_old");
    assertThat(dialog()).containsText("antisandbox");
    Locator field =
        dialog().getByLabel("User Tags", new Locator.GetByLabelOptions().setExact(true));
    field.pressSequentially(mark + "_mal");
    Locator option =
        page.getByRole(AriaRole.OPTION)
            .filter(new Locator.FilterOptions().setHasText(mark + "_malware"));
    assertThat(option).isVisible();
    browser.picture("suggestions");
    option.click();
    field.pressSequentially(mark + "_t1, " + mark + "_t2, " + mark + "_t3,");
    button("Remove " + mark + "_old").click();
    browser.picture("dialog");
    button("Save").click();
    assertThat(dialog()).isHidden();
    assertThat(page.getByRole(AriaRole.ALERT).first()).containsText(mark + "_t1");
    page.waitForTimeout(600); // it slides in
    browser.picture("notification");
    assertThat(userTags(sha1))
        .isEqualTo(
            "[\"%1$s_kept\",\"%1$s_malware\",\"%1$s_t1\",\"%1$s_t2\",\"%1$s_t3\"]".formatted(mark));
    assertThat(row(mark + "-edit")).containsText(mark + "_t3");
  }

  @Test
  void an_invalid_tag_blocks_saving_and_says_why() {
    String sha1 = sample(mark + "-bad", "plain", mark + "_x");
    find("#" + mark + "_x");
    button("Details of " + mark + "-bad").click();
    button("Edit Tags").click();
    Locator field =
        dialog().getByLabel("User Tags", new Locator.GetByLabelOptions().setExact(true));
    field.pressSequentially("*.exe,");
    assertThat(button("Save")).isDisabled();
    assertThat(dialog()).containsText("*.exe");
    browser.picture("invalid");
    page.keyboard().press("Escape");
    page.keyboard().press("Escape");
    assertThat(dialog()).isHidden();
    assertThat(userTags(sha1)).isEqualTo("[\"" + mark + "_x\"]");
  }

  @Test
  void a_system_tag_of_the_sample_is_skipped_and_the_notification_says_so() {
    String sha1 = sample(mark + "-sys", "VBoxTray", mark + "_y");
    find("#" + mark + "_y");
    button("Details of " + mark + "-sys").click();
    button("Edit Tags").click();
    dialog()
        .getByLabel("User Tags", new Locator.GetByLabelOptions().setExact(true))
        .pressSequentially("antisandbox,");
    button("Save").click();
    assertThat(page.getByRole(AriaRole.ALERT).first()).containsText("antisandbox");
    assertThat(userTags(sha1)).isEqualTo("[\"" + mark + "_y\"]");
  }

  @Test
  @DisplayName("case 82: several samples are tagged at once, and only differences are sent")
  void several_samples_are_tagged_at_once_and_only_differences_are_sent() {
    String a = sample(mark + "-1", "plain 1", mark + "_all", mark + "_some");
    String b = sample(mark + "-2", "plain 2", mark + "_all");
    String c = sample(mark + "-3", "plain 3", mark + "_all", mark + "_new");
    find("#" + mark + "_all");
    assertThat(page.getByText("3 samples")).isVisible();
    page.getByLabel("Select all samples listed").check();
    button("Bulk actions").click();
    page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Apply tags")).click();
    assertThat(dialog()).containsText("1 of 3");
    dialog()
        .getByLabel("User Tags", new Locator.GetByLabelOptions().setExact(true))
        .pressSequentially(mark + "_bulk,");
    browser.picture("bulk");
    button("Add " + mark + "_bulk to 3 samples").click();
    assertThat(dialog()).isHidden();
    assertThat(page.getByRole(AriaRole.ALERT).first()).containsText(mark + "_bulk");
    assertThat(userTags(a)).isEqualTo("[\"%1$s_all\",\"%1$s_bulk\",\"%1$s_some\"]".formatted(mark));
    assertThat(userTags(b)).isEqualTo("[\"%1$s_all\",\"%1$s_bulk\"]".formatted(mark));
    assertThat(userTags(c)).isEqualTo("[\"%1$s_all\",\"%1$s_bulk\",\"%1$s_new\"]".formatted(mark));
  }

  @Test
  void a_file_is_uploaded_and_its_system_tags_appear_by_themselves() {
    button("Upload").first().click();
    byte[] content = (mark + " wants VBoxTray").getBytes(StandardCharsets.UTF_8);
    page.locator("input[type=file]")
        .first()
        .setInputFiles(new FilePayload(mark + "-up.txt", "text/plain", content));
    Locator upload =
        page.getByRole(
            AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Upload samples").setExact(true));
    upload.getByLabel("User Tags").first().pressSequentially(mark + "_uploaded,");
    upload
        .getByRole(
            AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^Send")))
        .click();
    assertThat(upload).containsText(Pattern.compile("new", Pattern.CASE_INSENSITIVE));
    browser.picture("upload");
    page.keyboard().press("Escape");
    find("#" + mark + "_uploaded");
    assertThat(row(mark + "-up.txt")).containsText("antisandbox");
  }

  @Test
  @DisplayName("case 85: ALT+S focuses the search box")
  void alt_s_focuses_the_search_box() {
    page.locator("body").click();
    page.keyboard().press("Alt+s");
    assertThat(search()).isFocused();
  }

  @Test
  void the_page_and_the_dialog_are_accessible() {
    sample(mark + "-axe", "VBoxTray", mark + "_axe");
    find("#" + mark + "_axe");
    button("Details of " + mark + "-axe").click();
    assertThat(button("Edit Tags")).isVisible();
    assertNoViolations();
    browser.picture("details");
    button("Edit Tags").click();
    assertThat(dialog()).isVisible();
    page.waitForTimeout(500);
    assertNoViolations();
  }
}
