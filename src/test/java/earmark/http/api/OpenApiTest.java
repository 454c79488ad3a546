package earmark.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.http.Instance;
import earmark.http.Route;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The OpenAPI document and the server, held against each other. */
class OpenApiTest {
  @RegisterExtension static final Instance SERVER = new Instance();
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  @SuppressWarnings("unchecked") // the document is known to be maps of maps
  private static Map<String, Map<String, Map<String, Object>>> paths() {
    String yaml = SERVER.get("/api/v1/openapi.yaml").text();
    Map<String, Object> document =
        (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(yaml);
    assertThat(document.get("openapi")).isEqualTo("3.1.0");
    return (Map<String, Map<String, Map<String, Object>>>)
        Objects.requireNonNull(document.get("paths"));
  }

  @Test
  void the_document_and_the_routes_name_the_same_operations() {
    Set<String> documented = new TreeSet<>();
    paths()
        .forEach((path, operations) ->
            operations
                .keySet()
                .forEach(m -> documented.add(m.toUpperCase(Locale.ROOT) + " " + path)));
    Set<String> served = new TreeSet<>();
    for (Route route : SERVER.routes()) {
      if (route.path().startsWith("/api/v1/")) served.add(route.method() + " " + route.path());
    }
    assertThat(served).isEqualTo(documented);
  }

  @Test
  void operations_that_need_nobody_say_so_and_all_others_refuse_strangers() {
    paths()
        .forEach((path, operations) ->
            operations.forEach((method, operation) -> {
              assertThat(METHODS).contains(method);
              boolean open = List.of().equals(operation.get("security"));
              int status =
                  SERVER
                      .send(
                          method.toUpperCase(Locale.ROOT),
                          path.replace("{hash}", "0".repeat(40)).replaceAll("\\{[a-z]+}", "1"),
                          Map.of(),
                          new byte[0])
                      .status();
              if (open) assertThat(status).as(path).isNotEqualTo(401);
              else assertThat(status).as(path).isEqualTo(401);
            }));
  }
}
