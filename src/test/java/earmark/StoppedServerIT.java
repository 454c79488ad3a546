package earmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is asked to stop finishes what it has begun. */
class StoppedServerIT {
  private static final String HEAD =
      "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"slow\"\r\n\r\nfirst half, ";
  private static final String TAIL = "second half\r\n--b--\r\n";

  @TempDir Path data;

  @Test
  void an_upload_that_has_begun_is_finished_and_kept() throws Exception {
    String sha256;
    try (ServerProcess server = ServerProcess.start(data)) {
      Client client = Client.admin(server.address());
      URI address = server.address();
      try (Socket socket = new Socket(address.getHost(), address.getPort())) {
        OutputStream out = socket.getOutputStream();
        String request =
            "POST /api/v1/samples HTTP/1.1\r\nHost: "
                + address.getAuthority()
                + "\r\nAuthorization: Token "
                + client.token()
                + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: "
                + (HEAD.length() + TAIL.length())
                + "\r\nConnection: close\r\n\r\n";
        out.write((request + HEAD).getBytes(StandardCharsets.US_ASCII));
        out.flush();
        Thread.sleep(500);
        CompletableFuture<Integer> code = CompletableFuture.supplyAsync(server::stop);
        Thread.sleep(500);
        assertThat(code.isDone()).as("it waits for the upload").isFalse();
        out.write(TAIL.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        String answer =
            new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(answer).startsWith("HTTP/1.1 201 Created");
        sha256 = answer.replaceAll("(?s).*\"sha256\":\"([0-9a-f]{64})\".*", "$1");
        assertThat(code.get(60, TimeUnit.SECONDS)).isEqualTo(143);
      }
    }
    try (ServerProcess server = ServerProcess.start(data)) {
      Client client = Client.admin(server.address());
      String status = "";
      for (int i = 0; i < 200 && !status.equals("processed"); i++) {
        status = client.get("/api/v1/samples/" + sha256).path("status").asString();
        Thread.sleep(50);
      }
      assertThat(status).as("the analysis that was left is taken up").isEqualTo("processed");
    }
  }
}
