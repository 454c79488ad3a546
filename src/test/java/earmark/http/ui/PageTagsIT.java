package earmark.http.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import earmark.http.Instance;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tags of many samples at once, what was done, and searching, in a real browser. */
class PageTagsIT extends InBrowser {
  @RegisterExtension static final Instance SERVER = new Instance();

  PageTagsIT() {
    super(SERVER);
  }

  private void edit(String sha1, List<String> add, List<String> remove) {
    server.json(
        "POST",
        "/api/v1/samples/tags",
        Map.of("samples", List.of(sha1), "add", add, "remove", remove, "reason", "wegen Ä ☂ 理由"));
  }

  private void openApplyTags() {
    button("Bulk actions").click();
    menuItem("Apply tags").click();
    assertThat(tagsField()).isVisible();
  }

  @Test
  void before_saving_the_dialog_counts_who_gets_a_tag_has_it_and_is_skipped() {
    String a = sample(mark + "-1", "VBoxTray 1", mark + "_all");
    sample(mark + "-2", "plain 2", mark + "_all", mark + "_had");
    sample(mark + "-3", "plain 3", mark + "_all");
    find("#" + mark + "_all");
    assertThat(page.getByText("3 samples")).isVisible();
    page.getByLabel("Select all samples listed").check();
    openApplyTags();
    tagsField().pressSequentially(mark + "_had, antisandbox,");
    Locator preview = page.getByLabel("What will happen");
    assertThat(preview).containsText(mark + "_had: 2 get it, 1 has it");
    assertThat(preview).containsText("antisandbox: 2 get it, 1 skipped: System Tag");
    assertNoViolations();
    browser.picture("preview");
    button("Add 2 tags to 2 samples").click();
    assertThat(dialog()).isHidden();
    assertThat(userTags(a)).isEqualTo("[\"%1$s_all\",\"%1$s_had\"]".formatted(mark));
  }

  @Test
  void tags_that_often_stand_together_are_offered() {
    sample(mark + "-1", "plain 1", mark + "_one", mark + "_other");
    String b = sample(mark + "-2", "plain 2", mark + "_one", mark + "_two");
    sample(mark + "-3", "VBoxTray 3", mark + "_one"); // with System Tags, which nobody can put on
    find("#" + mark + "_two");
    button("Details of " + mark + "-2").click();
    button("Edit Tags").click();
    button("Remove " + mark + "_two").click();
    assertThat(button("Add " + mark + "_other")).isVisible();
    assertThat(button("Add antisandbox")).hasCount(0);
    button("Add " + mark + "_other").click();
    browser.picture("related");
    button("Save").click();
    assertThat(dialog()).isHidden();
    assertThat(userTags(b)).isEqualTo("[\"%1$s_one\",\"%1$s_other\"]".formatted(mark));
    button("Undo").click();
    assertThat(page.getByText("Undone")).isVisible();
    assertThat(userTags(b)).isEqualTo("[\"%1$s_one\",\"%1$s_two\"]".formatted(mark));
  }

  @Test
  void all_that_a_search_finds_is_tagged_by_one_operation_and_taken_back() {
    for (int i = 0; i < 52; i++) {
      server.upload(
          "/api/uploads/", mark + "-" + i, Instance.unique("plain"), "tags", mark + "_many");
    }
    find("#" + mark + "_many");
    assertThat(page.getByText("52 samples")).isVisible();
    page.getByLabel("Select all samples listed").check();
    assertThat(page.getByText("50 selected")).isVisible();
    browser.picture("select-all");
    button("Select all 52 found").click();
    assertThat(page.getByText("All 52 selected")).isVisible();
    openApplyTags();
    assertThat(dialog()).containsText("All 52 samples found");
    tagsField().pressSequentially(mark + "_more,");
    assertThat(page.getByLabel("What will happen")).containsText(mark + "_more: 52 get it");
    browser.picture("bulk-query");
    button("Add " + mark + "_more to 52 samples").click();
    assertThat(dialog()).isHidden();
    assertThat(notification()).containsText("Added " + mark + "_more to 52 samples");
    assertThat(row(mark + "-51")).containsText(mark + "_more");

    button("Undo").click();
    Locator undone =
        page.locator(".mantine-Notification-root")
            .filter(
                new Locator.FilterOptions().setHasText("Took " + mark + "_more off 52 samples"));
    assertThat(undone).isVisible();
    assertThat(page.getByText("Tags changed")).hasCount(0);
    assertThat(row(mark + "-51")).not().containsText(mark + "_more");
    page.waitForTimeout(600); // it slides in
    browser.picture("undone");
    assertNoViolations();

    button("Redo").click();
    assertThat(page.getByText("Put " + mark + "_more on 52 samples")).isVisible();
    assertThat(row(mark + "-51")).containsText(mark + "_more");
  }

  @Test
  void a_sample_tells_its_history_and_an_operation_is_undone_from_its_page() {
    String sha1 = sample(mark + "-h", "VBoxTray", mark + "_first");
    edit(sha1, List.of(mark + "_second"), List.of(mark + "_first"));
    find("#" + mark + "_second");
    button("Details of " + mark + "-h").click();
    Locator details = page.getByLabel("Expanded Details of " + mark + "-h");
    assertThat(details.getByLabel("User Tags and who gave them")).containsText("admin");
    assertThat(details.getByLabel("User Tags and who gave them")).containsText("wegen Ä ☂ 理由");
    details
        .getByRole(
            AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("History").setExact(true))
        .click();
    Locator history = page.getByLabel("History of " + mark + "-h");
    assertThat(history).containsText("Arrived");
    assertThat(history).containsText("removed" + mark + "_first");
    assertNoViolations();
    browser.picture("sample-history");

    history.getByRole(AriaRole.LINK).first().click();
    assertThat(page).hasURL(Pattern.compile("#/operations/[0-9]+$"));
    assertThat(page.getByRole(AriaRole.HEADING).first()).containsText("Operation");
    assertThat(page.getByLabel("Tags that it changed")).containsText(mark + "_second");
    assertNoViolations();
    browser.picture("operation");
    button("Undo this operation").click();
    assertThat(page.getByLabel("What will happen")).containsText(mark + "_first: back on 1 sample");
    browser.picture("undo-preview");
    anyDialog()
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Undo").setExact(true))
        .click();
    assertThat(page.getByText("Undone by")).isVisible();
    assertThat(button("Undo this operation")).hasCount(0);
    assertThat(userTags(sha1)).isEqualTo("[\"" + mark + "_first\"]");

    page.goBack();
    assertThat(page.getByText("No sample found")).isVisible();
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("History")).click();
    page.getByLabel("Person").fill("admin");
    page.getByLabel("Door").selectOption("ui");
    assertThat(page).hasURL(Pattern.compile("operations\\?by=admin&via=ui"));
    assertThat(page.getByLabel("Operations").getByText("page").first()).isVisible();
    assertNoViolations();
    browser.picture("operations");
  }

  @Test
  void a_tag_is_renamed_everywhere_after_a_preview() {
    String name = mark + "_forty_characters_and_not_one_more";
    String a = sample(mark + "-x", "plain x", name);
    sample(mark + "-y", "plain y", name, mark + "_new");
    find("#" + name);
    row(mark + "-x").getByText(name, new Locator.GetByTextOptions().setExact(true)).click();
    button("Actions for " + name).click();
    menuItem("Rename…").click();
    anyDialog().getByLabel("New name").fill(mark + "_new");
    Locator preview = page.getByLabel("What will happen");
    assertThat(preview).containsText(name + ": 2 lose it");
    assertThat(preview).containsText(mark + "_new: 1 gets it, 1 has it");
    assertNoViolations();
    browser.picture("rename");
    button("Rename on 2 samples").click();
    assertThat(page).hasURL(Pattern.compile("tag=" + mark + "_new&kind=user"));
    assertThat(page.getByText("2 samples", new Page.GetByTextOptions().setExact(true))).isVisible();
    assertThat(userTags(a)).isEqualTo("[\"" + mark + "_new\"]");
    button("Undo").click();
    assertThat(page.getByText("1 sample", new Page.GetByTextOptions().setExact(true))).isVisible();
    assertThat(userTags(a)).isEqualTo("[\"" + name + "\"]");

    button("Actions for " + mark + "_new").click();
    menuItem("History of the tag").click();
    assertThat(page.getByLabel("Operations")).containsText("Tag renamed");
    page.waitForTimeout(300);
    browser.picture("tag-history");
  }

  @Test
  void a_tag_is_merged_into_another_and_deleted_everywhere() {
    String a = sample(mark + "-m", "plain m", mark + "_typo");
    String b = sample(mark + "-n", "plain n", mark + "_right");
    find("tag-user:" + mark + "_typo");
    row(mark + "-m").getByText(mark + "_typo").click();
    button("Actions for " + mark + "_typo").click();
    menuItem("Merge into…").click();
    anyDialog().getByLabel("Into").fill(mark + "_ri");
    page.getByRole(AriaRole.OPTION)
        .filter(new Locator.FilterOptions().setHasText(mark + "_right"))
        .click();
    button("Merge on 1 sample").click();
    assertThat(page.getByText("2 samples", new Page.GetByTextOptions().setExact(true))).isVisible();
    assertThat(userTags(a)).isEqualTo("[\"" + mark + "_right\"]");

    button("Actions for " + mark + "_right").click();
    menuItem("Delete everywhere…").click();
    assertThat(page.getByLabel("What will happen")).containsText(mark + "_right: 2 lose it");
    assertNoViolations();
    button("Delete on 2 samples").click();
    assertThat(anyDialog()).hasCount(0);
    assertThat(page.getByText("Removed " + mark + "_right from 2 samples")).isVisible();
    assertThat(userTags(b)).isEqualTo("[]");
  }

  @Test
  void the_search_box_completes_the_language_and_says_where_it_is_not_understood() {
    sample(mark + "-found.exe", "plain", mark + " with blank");
    sample(mark + "-other.txt", "plain", mark + "_x");
    search().fill("");
    search().pressSequentially("tag-u");
    Locator option =
        page.getByRole(AriaRole.OPTION).filter(new Locator.FilterOptions().setHasText("tag-user:"));
    assertThat(option).isVisible();
    browser.picture("complete-keyword");
    option.click();
    assertThat(search()).hasValue("tag-user:");
    search().pressSequentially(mark);
    Locator name =
        page.getByRole(AriaRole.OPTION)
            .filter(new Locator.FilterOptions().setHasText(mark + " with blank"));
    assertThat(name).isVisible();
    browser.picture("complete-tag");
    name.click();
    assertThat(search()).hasValue("tag-user:\"" + mark + " with blank\" ");
    search().press("Enter");
    assertThat(row(mark + "-found.exe")).isVisible();
    assertThat(row(mark + "-other.txt")).hasCount(0);

    find(mark + "-other");
    assertThat(page.getByText("File names that contain")).isVisible();
    assertThat(row(mark + "-other.txt")).isVisible();

    find("tag:packed size:[1 4]");
    Locator alert = page.getByRole(AriaRole.ALERT);
    assertThat(alert).containsText("Position ");
    assertThat(alert.locator("mark")).isVisible();
    search().click();
    browser.picture("search-problem");
    assertNoViolations();

    button("Search help").click();
    assertThat(anyDialog()).containsText("as-of");
    page.waitForTimeout(300);
    assertNoViolations();
    browser.picture("search-help");
    button("tag:packed tag-user:apt28").click();
    assertThat(search()).hasValue("tag:packed tag-user:apt28");
  }

  @Test
  void a_list_is_sorted_and_narrowed_by_its_tags() {
    sample(mark + "-b", "plain, and longer", mark + "_s", mark + "_n");
    sample(mark + "-a", "plain", mark + "_s");
    find("#" + mark + "_s");
    assertThat(row(mark)).containsText(mark + "-a");
    page.getByLabel("Sort by").selectOption("size desc");
    assertThat(page).hasURL(Pattern.compile("sort=size%20desc"));
    assertThat(row(mark)).containsText(mark + "-b");
    page.getByLabel("Narrow by tag").getByText(mark + "_n").click();
    assertThat(page.getByText("1 sample", new Page.GetByTextOptions().setExact(true))).isVisible();
    assertThat(search()).hasValue("tag-any:*" + mark + "_s* tag-user:" + mark + "_n");
  }

  @Test
  void a_past_moment_has_a_banner_and_can_not_be_edited() throws InterruptedException {
    String sha1 = sample(mark + "-p", "plain", mark + "_past");
    Instant given =
        Instant.parse(
            server
                .get("/api/v1/samples/" + sha1 + "/tags")
                .json()
                .path("tags")
                .path(0)
                .path("at")
                .asString(""));
    Instant second = given.truncatedTo(ChronoUnit.SECONDS);
    while (!Instant.now().isAfter(second.plusSeconds(1))) Thread.sleep(20);
    edit(sha1, List.of(), List.of(mark + "_past"));
    find("as-of:" + second + " tag-user:" + mark + "_past");
    assertThat(page.getByText("As it stood at")).isVisible();
    assertThat(row(mark + "-p")).containsText(mark + "_past");
    button("Details of " + mark + "-p").click();
    assertThat(page.getByLabel("Expanded Details of " + mark + "-p")).isVisible();
    assertThat(button("Edit Tags")).hasCount(0);
    page.getByLabel("Select all samples listed").check();
    button("Bulk actions").click();
    assertThat(menuItem("Apply tags")).isDisabled();
    assertNoViolations();
    browser.picture("as-of");
    page.getByText("Show it as it is now").click();
    assertThat(page.getByText("No sample found")).isVisible();
    assertThat(search()).hasValue("tag-user:" + mark + "_past");
  }

  @Test
  void the_dark_page_is_readable() {
    String sha1 = sample(mark + "-d", "VBoxTray", mark + "_dark");
    edit(sha1, List.of(mark + "_night"), List.of());
    button("Use dark colours").click();
    find("#" + mark + "_dark");
    button("Details of " + mark + "-d").click();
    page.getByLabel("Expanded Details of " + mark + "-d")
        .getByRole(
            AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("History").setExact(true))
        .click();
    assertThat(page.getByLabel("History of " + mark + "-d")).containsText("Arrived");
    assertNoViolations();
    browser.picture("dark");
    assertThat(sha1).hasSize(40);
  }
}
