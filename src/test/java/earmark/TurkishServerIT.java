package earmark;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The server on a machine whose language is Turkish, where the small letter of I is another. */
class TurkishServerIT {
  @TempDir Path temp;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private String send(URI address, String authorization, String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(path))
            .header("Authorization", authorization)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString()).body();
  }

  @Test
  @DisplayName("trustar case 12: a name is lowered as everywhere, whatever the machine's language")
  void names_are_lowered_as_everywhere() throws Exception {
    try (ServerProcess server = ServerProcess.startInLanguage(temp.resolve("data"), "tr")) {
      URI address = server.address();
      Client admin = Client.admin(address);
      String enclave = admin.post("/api/v1/enclaves", Map.of("name", "I")).path("id").asString();
      String token = "Token " + admin.token();
      send(
          address,
          token,
          "PUT",
          "/api/v1/grants",
          "{\"enclave\":\""
              + enclave
              + "\",\"user\":\"admin\",\"rights\":[\"READ\",\"create\",\"UPDATE\"]}");
      JsonNode key = admin.post("/api/v1/keys", Map.of());
      String pair = key.path("key").asString() + ":" + key.path("secret").asString();
      String basic =
          "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
      String issued =
          send(address, basic, "POST", "/oauth/token?grant_type=client_credentials", "");
      String bearer = "Bearer " + Json.tree(issued).path("access_token").asString();
      String report =
          send(
              address,
              bearer,
              "POST",
              "/api/1.3/reports",
              "{\"title\":\"I\",\"reportBody\":\"I\",\"enclaveIds\":[\"" + enclave + "\"]}");
      String path = "/api/1.3/reports/" + report;
      send(
          address,
          bearer,
          "POST",
          path + "/alter-tags?idType=INTERNAL",
          "{\"addedTags\":[{\"name\":\"ISTANBUL\"}]}");
      JsonNode tags = Json.tree(send(address, bearer, "GET", path + "/tags", ""));
      assertThat(tags.valueStream().map(tag -> tag.path("name").asString()))
          .containsExactly("istanbul");
      for (String query : List.of("tags=ISTANBUL", "tags=istanbul")) {
        JsonNode found = Json.tree(send(address, bearer, "GET", "/api/1.3/reports?" + query, ""));
        assertThat(found.path("totalElements").asInt()).isEqualTo(1);
      }
    }
  }
}
