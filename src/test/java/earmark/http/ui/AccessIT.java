package earmark.http.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import earmark.http.Instance;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Managing users, groups, enclaves and keys in a real browser. */
class AccessIT extends InBrowser {
  @RegisterExtension static final Instance SERVER = new Instance();

  AccessIT() {
    super(SERVER);
  }

  private void menu(String item) {
    buttonLike("^Account of ").click();
    menuItem(item).click();
  }

  private void part(String name) {
    page.getByLabel("Administration")
        .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name))
        .click();
    assertThat(
            page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setLevel(1)))
        .isVisible();
  }

  private void confirm(String action) {
    anyDialog()
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(action).setExact(true))
        .click();
    assertThat(anyDialog()).isHidden();
  }

  private Locator field(String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
  }

  private JsonNode grants() {
    return SERVER.get("/api/v1/grants").json().path("grants");
  }

  @Test
  void a_user_a_group_and_an_enclave_are_made_and_given_rights() {
    String login = mark + "ann";
    menu("Users and enclaves");
    field("Login").fill(login);
    field("Password").fill(Instance.PASSWORD);
    button("Add user").click();
    assertThat(row(login)).containsText("Analyst");
    browser.picture("users");
    assertNoViolations();

    part("Groups");
    field("Name").fill(mark + " shift");
    button("Add group").click();
    field("Add a member to " + mark + " shift").selectOption(login);
    assertThat(button("Take " + login + " out of " + mark + " shift")).isVisible();
    browser.picture("groups");
    assertNoViolations();

    part("Enclaves");
    field("Name").fill(mark + " findings");
    button("Add enclave").click();
    assertThat(page).hasURL(Pattern.compile("#/access/enclaves/[0-9a-f-]{36}$"));
    assertThat(page.getByText("Nobody may see it yet.")).isVisible();
    field("User or group").selectOption("user " + login);
    field("May").selectOption("read,create");
    button("Give rights").click();
    assertThat(field("Rights of " + login)).hasValue("read,create");
    field("User or group").selectOption("group " + mark + " shift");
    button("Give rights").click();
    assertThat(field("Rights of Group " + mark + " shift")).hasValue("read,create");
    field("Rights of " + login).selectOption("read");
    assertThat(field("Rights of " + login)).isEnabled();
    assertThat(field("Rights of " + login)).hasValue("read");
    browser.picture("enclave");
    assertNoViolations();
    assertThat(grants().toString()).contains(login, mark + " shift");
    button("Revoke the rights of " + login).click();
    assertThat(field("Rights of " + login)).hasCount(0);
    assertThat(grants().toString()).doesNotContain(login);

    part("Enclaves");
    field("Find an enclave").fill(mark + " FIND");
    assertThat(row(mark + " findings")).containsText("INTERNAL");
    browser.picture("enclaves");
    assertNoViolations();

    part("Users");
    button("Disable " + login).click();
    confirm("Disable");
    assertThat(row(login)).containsText("disabled");
    assertThat(SERVER.token(login, Instance.PASSWORD)).isEmpty();
    field("Login").fill("not a login");
    field("Password").fill(Instance.PASSWORD);
    button("Add user").click();
    assertThat(notification()).containsText("Not a valid login");
  }

  @Test
  void a_key_shows_its_secret_once_and_is_revoked() {
    menu("API keys");
    field("What for").fill(mark + " feeds");
    button("Make a key").click();
    assertThat(anyDialog()).containsText("shown this once");
    browser.picture("key-secret");
    assertNoViolations();
    button("Done").click();
    assertThat(row(mark + " feeds")).containsText("never");
    assertThat(page.getByText(Pattern.compile("[0-9a-f]{64}"))).hasCount(0);
    browser.picture("keys");
    assertNoViolations();
    button("Revoke " + mark + " feeds").click();
    confirm("Revoke");
    assertThat(button("Revoke " + mark + " feeds")).hasCount(0);
  }

  @Test
  void who_is_no_admin_sees_the_own_keys_and_changes_the_own_password() {
    String login = mark + "bob";
    SERVER.newUser(login);
    menu("Log out");
    page.getByLabel("Login").fill(login);
    page.getByLabel("Password").fill(Instance.PASSWORD);
    button("Log in").click();
    assertThat(search()).isVisible();
    page.navigate("/#/access/users");
    assertThat(button("Make a key")).isVisible();
    assertThat(page.getByLabel("Administration")).hasCount(0);
    buttonLike("^Account of ").click();
    assertThat(menuItem("Users and enclaves")).hasCount(0);
    menuItem("Change password").click();
    anyDialog().getByLabel("Current password").fill("wrong");
    anyDialog().getByLabel("New password").fill("another horse");
    button("Save").click();
    assertThat(anyDialog().getByRole(AriaRole.ALERT)).containsText("current password is wrong");
    anyDialog().getByLabel("Current password").fill(Instance.PASSWORD);
    button("Save").click();
    assertThat(anyDialog()).isHidden();
    assertThat(SERVER.token(login, "another horse")).isNotEmpty();
    page.reload();
    assertThat(button("Make a key")).isVisible();
  }
}
