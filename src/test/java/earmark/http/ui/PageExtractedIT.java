package earmark.http.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import earmark.http.Instance;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Extracted files on the page. */
class PageExtractedIT extends InBrowser {
  @RegisterExtension static final Instance SERVER = new Instance();

  PageExtractedIT() {
    super(SERVER);
  }

  @Test
  void the_files_of_an_archive_are_listed_in_its_details_and_tagged_there() throws IOException {
    byte[] first = Instance.unique("first of " + mark);
    byte[] second = Instance.unique("second of " + mark);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("docs/first.txt"));
      zip.write(first);
      zip.putNextEntry(new ZipEntry("second.txt"));
      zip.write(second);
    }
    SERVER.upload("/api/uploads/", mark + ".zip", out.toByteArray());
    SERVER.awaitProcessed(Instance.hex("SHA-1", out.toByteArray()));
    SERVER.awaitProcessed(Instance.hex("SHA-1", first));
    SERVER.awaitProcessed(Instance.hex("SHA-1", second));
    page.navigate("/");
    assertThat(row(mark + ".zip")).isVisible();
    assertThat(page.getByText("second.txt")).hasCount(0);

    button("Details of " + mark + ".zip").click();
    button("Extracted Files (2)").click();
    Locator files =
        page.getByRole(
            AriaRole.TABLE,
            new Page.GetByRoleOptions().setName("Files extracted from " + mark + ".zip"));
    assertThat(files).containsText("second.txt");
    assertNoViolations();
    files.getByLabel("Select all samples listed").check();
    files.getByLabel("Bulk actions").click();
    menuItem("Apply tags").click();
    tagsField().pressSequentially(mark + "_in,");
    browser.picture("extracted");
    button("Add " + mark + "_in to 2 samples").click();
    assertThat(dialog()).isHidden();
    assertThat(userTags(Instance.hex("SHA-1", first))).isEqualTo("[\"" + mark + "_in\"]");
    assertThat(userTags(Instance.hex("SHA-1", second))).isEqualTo("[\"" + mark + "_in\"]");

    find(Instance.hex("SHA-256", first));
    assertThat(page.getByLabel("Contained in")).containsText(mark + ".zip");
    page.getByLabel("Contained in").getByText(mark + ".zip").click();
    assertThat(button("Extracted Files (2)")).isVisible();
  }
}
