package earmark.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import earmark.access.Caller;
import earmark.property.Property;
import earmark.refusal.Refusal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which route a path leads to, above all where an id may hold slashes. */
class RoutesTest {
  private static final Routes ROUTES =
      new Routes(
          List.of(
              door(
                  "GET /a",
                  "POST /a/copy/{id...}",
                  "GET /a/tags",
                  "GET /a/search",
                  "GET /a/{id...}",
                  "DELETE /a/{id...}",
                  "GET /a/{id...}/tags",
                  "POST /a/{id...}/tags",
                  "DELETE /a/{id...}/tags/{tag}",
                  "GET /b/{hash}/")));

  private static Door door(String... lines) {
    List<Route> routes =
        List.of(lines).stream()
            .map(line -> {
              String[] words = line.split(" ", -1);
              return new Route(words[0], words[1], Route.Needs.NOBODY, _ -> Answer.text(200, line));
            })
            .toList();
    return new Door() {
      @Override
      public boolean owns(String path) {
        return true;
      }

      @Override
      public List<Route> routes() {
        return routes;
      }

      @Override
      public Optional<Caller> caller(Call call) {
        return Optional.empty();
      }

      @Override
      public Answer answer(Call call, Problem problem) {
        return Answer.empty(400);
      }
    };
  }

  private static String found(String method, String path) {
    return switch (ROUTES.find(method, path)) {
      case Routes.Found.Here(Routes.Match match) ->
          match.route().path() + " " + new java.util.TreeMap<>(match.parameters());
      case Routes.Found.WrongMethod(_, var allowed) -> "only " + allowed;
      case Routes.Found.Nothing() -> "nothing";
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET    | /a                      | /a {}
          GET    | //a///                  | /a {}
          GET    | /a/1                    | /a/{id...} {id=1}
          GET    | /a/1/2/3                | /a/{id...} {id=1/2/3}
          GET    | /a/1//2                 | /a/{id...} {id=1//2}
          GET    | /a//1                   | /a/{id...} {id=1}
          GET    | /a/EXT%201/2/tags       | /a/{id...}/tags {id=EXT 1/2}
          GET    | /a/1%2F2/tags           | /a/{id...}/tags {id=1/2}
          GET    | /a/tags                 | /a/tags {}
          GET    | /a/tags/tags            | /a/{id...}/tags {id=tags}
          GET    | /a/1/tags/2/tags        | /a/{id...}/tags {id=1/tags/2}
          DELETE | /a/1/tags/x             | /a/{id...}/tags/{tag} {id=1, tag=x}
          DELETE | /a/1/tags/tags          | /a/{id...}/tags/{tag} {id=1, tag=tags}
          DELETE | /a/1/2/tags/%C3%A9      | /a/{id...}/tags/{tag} {id=1/2, tag=é}
          DELETE | /a/1/2                  | /a/{id...} {id=1/2}
          POST   | /a/copy/1/2             | /a/copy/{id...} {id=1/2}
          GET    | /a/1;b=2                | /a/{id...} {id=1;b=2}
          GET    | /a;b=2                  | /a {}
          GET    | /a/1+2                  | /a/{id...} {id=1+2}
          GET    | /b/1;x                  | /b/{hash}/ {hash=1}
          PUT    | /a/1                    | only [DELETE, GET]
          DELETE | /a/tags                 | only [GET]
          PATCH  | /a/1/tags               | only [GET, POST]
          GET    | /b                      | nothing
          GET    | /b/1/2                  | nothing
          GET    | /c                      | nothing
          """)
  void a_path_leads_to_one_route(String method, String path, String route) {
    assertThat(found(method, path)).isEqualTo(route);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%4", "%zz", "%ff", "%c3", "a%c3%28", "%ed%a0%80", "%c0%af"})
  void what_is_no_utf_8_behind_its_percent_signs_is_refused(String id) {
    assertThatExceptionOfType(Refusal.Invalid.class).isThrownBy(() -> found("GET", "/b/" + id));
  }

  @Test
  void every_text_comes_through_a_path_as_it_was() {
    Property.holds(
        2_000,
        random -> {
          StringBuilder text = new StringBuilder();
          for (int i = random.nextInt(1, 8); i > 0; i--) {
            int c = random.nextInt(4) == 0 ? random.nextInt(0x110000) : random.nextInt(32, 128);
            if (Character.getType(c) != Character.SURROGATE) text.appendCodePoint(c);
          }
          if (text.isEmpty()) return;
          String encoded =
              URLEncoder.encode(text.toString(), StandardCharsets.UTF_8).replace("+", "%20");
          assertThat(ROUTES.find("GET", "/a/" + encoded + "/tags"))
              .isInstanceOfSatisfying(
                  Routes.Found.Here.class,
                  here ->
                      assertThat(here.match().parameters())
                          .isEqualTo(Map.of("id", text.toString())));
        });
  }
}
