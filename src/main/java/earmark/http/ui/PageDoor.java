package earmark.http.ui;

import earmark.access.Caller;
import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Door;
import earmark.http.Problem;
import earmark.http.Route;
import earmark.refusal.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Serves the page that was built into the jar. */
public final class PageDoor implements Door {
  private static final String NONCE_PLACE = "__CSP_NONCE__";
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "woff2", "font/woff2",
          "md", "text/markdown; charset=utf-8");

  private final SecureRandom random = new SecureRandom();

  @Override
  public boolean owns(String path) {
    return true;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/", Route.Needs.NOBODY, _ -> page()),
        Route.get("/favicon.svg", Route.Needs.NOBODY, _ -> file("favicon.svg")),
        Route.get("/licenses.md", Route.Needs.NOBODY, _ -> file("licenses.md")),
        Route.get("/assets/{file}", Route.Needs.NOBODY, this::asset));
  }

  @Override
  public Optional<Caller> caller(Call call) {
    return Optional.empty();
  }

  @Override
  public Answer answer(Call call, Problem problem) {
    return switch (problem) {
      case Problem.UnknownPath _ -> Answer.text(404, "Not found. The page is at /.");
      case Problem.WrongMethod(String method, _) ->
          Answer.text(405, "Method " + method + " is not allowed here.");
      case Problem.Refused(Refusal refusal) ->
          Answer.text(refusal instanceof Refusal.NotFound ? 404 : 400, refusal.reason());
      case Problem.Fault(String id) -> Answer.text(500, "The server failed; logged as " + id + ".");
    };
  }

  private Answer page() throws IOException {
    byte[] bytes = new byte[18];
    random.nextBytes(bytes);
    String nonce = Base64.getEncoder().encodeToString(bytes);
    String html =
        new String(read("index.html"), StandardCharsets.UTF_8).replace(NONCE_PLACE, nonce);
    return Answer.of(200, type("index.html"), html.getBytes(StandardCharsets.UTF_8))
        .with("Content-Security-Policy", policy(nonce))
        .with("X-Frame-Options", "DENY")
        .with("Cross-Origin-Opener-Policy", "same-origin");
  }

  private static String policy(String nonce) {
    return "default-src 'self'; script-src 'self'; style-src 'self' 'nonce-"
        + nonce
        + "'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; object-src 'none';"
        + " base-uri 'none'; frame-ancestors 'none'; form-action 'self'";
  }

  /** A file whose name holds a hash of its content, so it may be kept for good. */
  private Answer asset(Call call) throws IOException {
    String name = call.path("file");
    if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}")) {
      throw new Refusal.NotFound("There is no such file.");
    }
    return file("assets/" + name).with("Cache-Control", "public, max-age=31536000, immutable");
  }

  private static Answer file(String path) throws IOException {
    return Answer.of(200, type(path), read(path));
  }

  private static byte[] read(String path) throws IOException {
    try (InputStream in = PageDoor.class.getResourceAsStream("page/" + path)) {
      if (in == null) throw new Refusal.NotFound("There is no such file.");
      return in.readAllBytes();
    }
  }

  private static String type(String path) {
    return TYPES.getOrDefault(
        path.substring(path.lastIndexOf('.') + 1), "application/octet-stream");
  }
}
