package earmark.http.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import earmark.http.Instance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Names of vocabularies and hints about nearly the same names in the dialog "Edit tags". */
class PageVocabularyIT extends InBrowser {
  @RegisterExtension static final Instance SERVER = new Instance();

  PageVocabularyIT() {
    super(SERVER);
  }

  private void editTagsOf(String name) {
    find("#" + mark);
    button("Details of " + name).click();
    button("Edit Tags").click();
    assertThat(tagsField()).isVisible();
  }

  @Test
  void a_name_of_a_vocabulary_is_suggested_and_a_near_one_is_replaced_by_a_click() {
    server.raw(
        "POST",
        "/api/v1/vocabularies",
        """
        {"namespace": "%s-tlp", "version": 1, "predicates": [
          {"value": "amber+strict", "description": "Only for your own organisation.", "colour": "#FFC000"}]}
        """
            .formatted(mark));
    String sha1 = sample(mark + "-v", "plain v", mark + "_first");
    editTagsOf(mark + "-v");

    tagsField().pressSequentially(mark + "-tlp:amber");
    Locator option =
        page.getByRole(AriaRole.OPTION)
            .filter(new Locator.FilterOptions().setHasText("/_plus_strict"));
    assertThat(option).containsText("Only for your own organisation.");
    assertThat(option).containsText("suggested");
    assertNoViolations();
    browser.picture("vocabulary-suggested");
    option.click();
    assertThat(button("Remove " + mark + "-tlp//amber/_plus_strict")).isVisible();

    tagsField().pressSequentially(mark + "-First,");
    Locator hint = page.getByLabel("Tags that may be meant");
    assertThat(hint).containsText("differs only in separators from " + mark + "_first");
    assertNoViolations();
    browser.picture("near-hint");
    button("Use " + mark + "_first instead of " + mark + "-First").click();
    assertThat(hint).not().containsText("would be new");
    assertThat(button("Remove " + mark + "-First")).hasCount(0);

    tagsField().pressSequentially(mark + "_firts");
    assertThat(hint).containsText("differs only in one letter from " + mark + "_first");
    button("Save").click();
    assertThat(dialog()).isHidden();
    assertThat(userTags(sha1))
        .as("a hint refuses nothing")
        .contains(mark + "_first\"", mark + "_firts", mark + "-tlp//amber/_plus_strict");
  }
}
