package earmark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactsTest {
  private static final String JSON = Facts.failed("").toJson();

  @Test
  void facts_survive_the_journey_through_json() {
    for (String name : Fixtures.all().keySet()) {
      Facts facts = Fixtures.facts(name);
      assertThat(Facts.parse(facts.toJson())).as(name).isEqualTo(facts);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "\"facts\"",
        "{\"file\":null}",
        "not json at all",
        "{\"file\":{}}"
      })
  void what_is_no_facts_document_is_refused(String json) {
    assertThatThrownBy(() -> Facts.parse(json)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_unknown_key_is_refused() {
    String more = JSON.replaceFirst("\\{", "{\"more\":1,");
    assertThatThrownBy(() -> Facts.parse(more)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_missing_key_is_refused() {
    String less = JSON.replace(",\"failure\":\"\"", "");
    assertThat(less).isNotEqualTo(JSON);
    assertThatThrownBy(() -> Facts.parse(less)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void text_after_the_document_is_refused() {
    assertThatThrownBy(() -> Facts.parse(JSON + "{}")).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"9.5", "-0.1", "NaN", "\"NaN\"", "1e400", "\"7\"", "null"})
  void an_impossible_entropy_is_refused(String entropy) {
    String wrong = JSON.replaceFirst("\"entropy\":[0-9.]+", "\"entropy\":" + entropy);
    assertThat(wrong).isNotEqualTo(JSON);
    assertThatThrownBy(() -> Facts.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void too_long_a_list_is_refused() {
    String urls = "\"http://a.example/\",".repeat(300) + "\"x\"";
    String wrong = JSON.replace("\"urls\":[]", "\"urls\":[" + urls + "]");
    assertThat(wrong).isNotEqualTo(JSON);
    assertThatThrownBy(() -> Facts.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void too_long_a_text_is_refused() {
    String wrong = JSON.replace("\"failure\":\"\"", "\"failure\":\"" + "x".repeat(600) + "\"");
    assertThatThrownBy(() -> Facts.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_type_of_a_sample_is_written_as_spectra_does() {
    assertThat(Fixtures.facts("hello-x86.exe").sampleType()).isEqualTo("PE/Exe");
    assertThat(Fixtures.facts("hello-x64.exe").sampleType()).isEqualTo("PE+/Exe");
    assertThat(Fixtures.facts("lib-x64.dll").sampleType()).isEqualTo("PE+/Dll");
    assertThat(Fixtures.facts("dotnet-x86.exe").sampleType()).isEqualTo("PE/.Net Exe");
    assertThat(Fixtures.facts("installer-x86.exe").sampleType()).isEqualTo("PE/Exe/NSIS");
    assertThat(Fixtures.facts("hello-elf64").sampleType()).isEqualTo("ELF64 Little/Exe");
    assertThat(Fixtures.facts("lib.so").sampleType()).isEqualTo("ELF64 Little/SO");
    assertThat(Fixtures.facts("hello.o").sampleType()).isEqualTo("ELF64 Little/Relocatable");
    assertThat(Fixtures.facts("jna-linux-s390x.so").sampleType()).isEqualTo("ELF64 Big/SO");
    assertThat(Fixtures.facts("jna-darwin-aarch64.dylib").sampleType())
        .isEqualTo("MachO64 Little/Dylib");
    assertThat(Fixtures.facts("plain.zip").sampleType()).isEqualTo("Binary/Archive/ZIP");
    assertThat(Fixtures.facts("jna.jar").sampleType()).isEqualTo("Binary/Archive/JAR");
    assertThat(Fixtures.facts("letter.docx").sampleType()).isEqualTo("Document/None/DOCX");
    assertThat(Fixtures.facts("empty.pdf").sampleType()).isEqualTo("Document/None/PDF");
    assertThat(Fixtures.facts("hello.sh").sampleType()).isEqualTo("Text/Shell");
    assertThat(Fixtures.facts("hello.txt").sampleType()).isEqualTo("Text/None");
    assertThat(Fixtures.facts("wide.txt").sampleType()).isEqualTo("Binary/None");
  }
}
