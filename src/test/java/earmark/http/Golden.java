package earmark.http;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.http.Instance.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers that are kept as files, beside the resources of the test that asks for them. A difference
 * of any key, value, type or order fails; {@code -Dgolden=write} renews the files, and the review
 * reads what changed. Moments are replaced, as they differ each time.
 */
public final class Golden {
  private static final JsonMapper JSON = new JsonMapper();

  private Golden() {}

  public static void check(Class<?> test, String name, Reply reply, int status) {
    checkLasting(test, name, reply, status, UnaryOperator.identity());
  }

  /**
   * The same for an answer with other things that differ each time.
   *
   * @param lasting leaves those out
   */
  public static void checkLasting(
      Class<?> test, String name, Reply reply, int status, UnaryOperator<String> lasting) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(reply.json()) + "\n";
    assertThat(JSON.writeValueAsString(reply.json()))
        .as("compact, and no key twice")
        .isEqualTo(reply.text());
    String kept =
        lasting
            .apply(text)
            .replaceAll(
                "\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z\"", "\"(microsecond)\"")
            .replaceAll("\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\"", "\"(second)\"");
    Path file =
        Path.of(
            "src", "test", "resources", test.getPackageName().replace('.', '/'), name + ".json");
    try {
      if ("write".equals(System.getProperty("golden"))) {
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, kept);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(file).as("stale: renew it with -Dgolden=write").hasContent(kept);
  }
}
