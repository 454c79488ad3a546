package earmark.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.analysis.Facts;
import earmark.analysis.Fixtures;
import earmark.http.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real files that were taken in are found by what the analysis read off them. */
class FactSearchApiTest {
  @RegisterExtension static final Instance SERVER = new Instance();
  private static final TagEngine API = new TagEngine(SERVER);

  private static String program = "";
  private static String library = "";
  private static String text = "";

  @BeforeAll
  static void takeIn() throws IOException {
    program = upload("gui-x86.exe");
    library = upload("lib-x64.dll");
    text =
        SERVER.sample(
            "curl https://api.telegram.org/bot17:AbC/send, http://c2.evil.com/gate.php?id=1"
                + " or http://10.0.0.5:8080/x; host 203.0.113.77 mail http://xn--mnchen-3ya.de");
  }

  private static String upload(String fixture) throws IOException {
    byte[] bytes = Files.readAllBytes(Fixtures.file(fixture));
    Instance.Reply reply = SERVER.upload("/api/submit/file/", fixture, bytes, "tags", "mine_fact");
    assertThat(reply.status()).isEqualTo(201);
    String sha1 = Instance.hex("SHA-1", bytes);
    SERVER.awaitProcessed(sha1);
    return sha1;
  }

  private static List<String> found(String search) {
    return TagEngine.sha1(API.search(search));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pe-company-name:\"müller 日本\"",
        "pe-company-name:M?ller*",
        "pe-product-name:[nothing, EXAMPLE]",
        "pe-original-name:*.exe",
        "pe-original-name:gui.exe AND tag-user:mine_fact AND NOT tag-user:other",
        "(pe-import:\"a b.dll\" OR pe-import:KERNEL32.dll) pe-product-name:ex*",
        "pe-function:EnterCriticalSection NOT pe-export:*"
      })
  void a_program_is_found(String search) {
    assertThat(found(search)).contains(program).doesNotContain(library, text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"pe-export:one", "pe-export:O?e filetype:Dll", "pe-export:* size:[1 TO *]"})
  void a_library_is_found(String search) {
    assertThat(found(search)).containsExactly(library);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "uri:\"https://api.telegram.org/bot*\"",
        "uri:\"HTTP://c2.evil.com/gate.php\\?id=1\"",
        "uri:*gate.php*",
        "domain:*.evil.com",
        "domain:[evil.com, c2.*]",
        "domain:xn--mnchen-3ya.de",
        "domain:?2.evil.com ipv4:203.0.113.*",
        "ipv4:203.0.113.77",
        "ipv4:10.0.0.5"
      })
  void a_text_is_found_by_its_addresses(String search) {
    assertThat(found(search)).containsExactly(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "domain:evil.com",
        "domain:10.0.0.5",
        "domain:münchen.de",
        "uri:\"https://api.telegram.org/bot\"",
        "uri:\"http://c2.evil.com/gate.php\\*id=1\"",
        "ipv4:203.0.113.7",
        "pe-section-name:text",
        "pe-timestamp:[2999-01-01 TO *]",
        "pdb:*",
        "imphash:00000000000000000000000000000000",
        "pe-resource:x",
        "dotnet-module-id:*"
      })
  void nothing_is_found_by_what_no_file_has(String search) {
    assertThat(found(search)).isEmpty();
  }

  @Test
  void the_rest_is_found_as_the_facts_have_it() {
    Facts facts = Fixtures.facts("gui-x86.exe");
    assertThat(found("imphash:" + facts.pe().imphash())).containsExactly(program);
    assertThat(found("pe-section-name:.rsrc")).containsExactly(program);
    assertThat(found("pe-section-name:.edata")).containsExactly(library);
    Instant linked = Instant.ofEpochSecond(facts.pe().timestamp());
    assertThat(found("pe-timestamp:" + linked)).contains(program).doesNotContain(text);
    assertThat(found("pe-timestamp:[* TO *]")).containsExactly(library, program);
  }

  @Test
  void facts_are_searched_as_of_a_moment_before_the_file_came() {
    assertThat(found("as-of:2020-01-01 domain:*.evil.com")).isEmpty();
  }
}
