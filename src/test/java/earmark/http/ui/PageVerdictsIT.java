package earmark.http.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import earmark.http.Instance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Saying what samples are, and deleting them, in a real browser. */
class PageVerdictsIT extends InBrowser {
  @RegisterExtension static final Instance SERVER = new Instance();

  PageVerdictsIT() {
    super(SERVER);
  }

  @Test
  void a_selection_is_classified_and_the_badge_finds_it() {
    String one = sample(mark + "-1", "plain 1", mark + "_all");
    sample(mark + "-2", "plain 2", mark + "_all");
    find("#" + mark + "_all");
    page.getByLabel("Select all samples listed").check();
    button("Bulk actions").click();
    menuItem("Set classification").click();
    page.getByLabel("Threat name").fill("Win32.Trojan.Delf");
    assertThat(page.getByLabel("What will happen")).containsText("2 change");
    assertNoViolations();
    browser.picture("classify");
    button("Save").click();
    assertThat(anyDialog()).isHidden();
    assertThat(page.getByText("2 samples are malicious now")).isVisible();
    assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("malicious 10")))
        .hasCount(2);
    assertThat(
            server
                .get("/api/v1/samples/" + one)
                .json()
                .path("verdict")
                .path("threatName")
                .asString())
        .isEqualTo("Win32.Trojan.Delf");
    button("Undo").click();
    assertThat(page.getByText("Classification as before on 2 samples")).isVisible();
    assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("malicious 10")))
        .hasCount(0);
  }

  @Test
  void a_sample_is_deleted_from_its_details_after_it_was_said_what_is_lost() {
    String one = sample(mark + "-1", "plain 1", mark + "_one", mark + "_two");
    find("#" + mark + "_one");
    button("Details of " + mark + "-1").click();
    button("Delete").click();
    assertThat(page.getByLabel("What is lost")).containsText("2 User Tags are lost");
    assertThat(page.getByLabel("What is lost")).containsText("can’t be undone");
    assertNoViolations();
    browser.picture("delete");
    button("Delete 1 sample").click();
    assertThat(anyDialog()).isHidden();
    assertThat(page.getByText("1 sample is gone")).isVisible();
    assertThat(server.get("/api/v1/samples/" + one).status()).isEqualTo(404);
  }
}
