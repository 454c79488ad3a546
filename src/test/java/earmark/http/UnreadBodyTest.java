package earmark.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Some clients send a body where none is asked for, and are answered before all of it came. */
class UnreadBodyTest {
  @RegisterExtension static final Instance SERVER = new Instance();

  @Test
  void the_answer_says_that_the_connection_ends_if_part_of_a_body_is_still_to_come()
      throws Exception {
    List<String> head = head("Content-Length: 5\r\n\r\nab");
    assertThat(head.getFirst()).contains(" 404 ");
    assertThat(head).contains("Connection: close");
  }

  @Test
  void a_body_that_came_whole_costs_no_connection() throws Exception {
    assertThat(head("Content-Length: 2\r\n\r\nab")).doesNotContain("Connection: close");
    assertThat(head("\r\n")).doesNotContain("Connection: close");
  }

  private static List<String> head(String rest) throws Exception {
    String request = "GET /api/v1/nothing HTTP/1.1\r\nHost: localhost\r\n" + rest;
    try (Socket socket = new Socket(SERVER.address().getHost(), SERVER.address().getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      return in.lines().takeWhile(line -> !line.isEmpty()).toList();
    }
  }
}
