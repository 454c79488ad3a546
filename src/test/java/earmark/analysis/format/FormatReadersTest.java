package earmark.analysis.format;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.analysis.Fixtures;
import earmark.property.Property;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the readers read off files whose making is known. */
class FormatReadersTest {
  @Test
  void the_imports_of_a_pe_are_listed_in_lower_case_without_their_character_set() {
    PeFacts pe = Fixtures.facts("anti-x86.exe").pe();
    assertThat(pe.machine()).isEqualTo(0x14c);
    assertThat(pe.libraries()).contains("advapi32.dll", "kernel32.dll");
    assertThat(pe.apis()).contains("regcreatekeyex", "createfile", "deletefile", "winexec");
    assertThat(pe.importCount()).isGreaterThanOrEqualTo(pe.apis().size());
    assertThat(pe.imphash()).matches("[0-9a-f]{32}");
    assertThat(pe.warnings()).isEmpty();
  }

  @Test
  void sections_have_their_entropy_and_rights() {
    PeSection text = Fixtures.facts("hello-x64.exe").pe().sections().getFirst();
    assertThat(text.name()).isEqualTo(".text");
    assertThat(text.executable()).isTrue();
    assertThat(text.writable()).isFalse();
    assertThat(text.entropy()).isBetween(4.0, 7.0);
  }

  @Test
  void a_library_says_how_much_it_exports() {
    assertThat(Fixtures.facts("lib-x64.dll").pe().exportCount()).isEqualTo(1);
    assertThat(Fixtures.facts("jna-win32-x86-64.dll").pe().exportCount()).isGreaterThan(50);
  }

  @Test
  void functions_are_listed_as_they_stand_too() {
    PeFacts pe = Fixtures.facts("anti-x86.exe").pe();
    assertThat(pe.functions()).contains("RegCreateKeyExA", "CreateFileA", "DeleteFileW", "WinExec");
    assertThat(pe.exports()).isEmpty();
    assertThat(Fixtures.facts("lib-x64.dll").pe().exports()).containsExactly("One");
    PeFacts jna = Fixtures.facts("jna-win32-x86-64.dll").pe();
    assertThat(jna.exports()).hasSize(jna.exportCount()).contains("JNI_OnLoad");
  }

  @Test
  void version_information_names_the_maker_the_first_language_with_a_text_counting() {
    PeFacts pe = Fixtures.facts("gui-x86.exe").pe();
    assertThat(pe.version()).isTrue();
    assertThat(pe.companyName()).isEqualTo("Müller 日本");
    assertThat(pe.productName()).isEqualTo("Example");
    assertThat(pe.originalName()).isEqualTo("Gui.exe");
    assertThat(pe.warnings()).isEmpty();
    assertThat(Fixtures.facts("hello-x86.exe").pe().productName()).isEmpty();
  }

  @Test
  void damaged_version_information_is_read_as_far_as_it_goes() {
    byte[] whole = versionInformation("CompanyName", "Evil \ud83d\n");
    PeParts parts = new PeParts();
    new PeVersion(whole, parts).read();
    assertThat(parts.companyName).isEqualTo("Evil ??");
    Property.holds(
        200,
        random -> {
          byte[] some = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
          for (int i = random.nextInt(6); i > 0 && some.length > 0; i--) {
            some[random.nextInt(some.length)] = (byte) random.nextInt(256);
          }
          new PeVersion(some, new PeParts()).read();
        });
  }

  /** A whole resource with one string. */
  private static byte[] versionInformation(String name, String value) {
    byte[] string = block(name, value, new byte[0]);
    byte[] table = block("040904b0", "", string);
    return block("VS_VERSION_INFO", "", block("StringFileInfo", "", table));
  }

  private static int aligned(int at) {
    return (at + 3) & ~3;
  }

  private static byte[] block(String name, String value, byte[] inside) {
    int valueAt = aligned(6 + 2 * (name.length() + 1));
    int insideAt = valueAt + (value.isEmpty() ? 0 : aligned(2 * (value.length() + 1)));
    ByteBuffer out = ByteBuffer.allocate(insideAt + inside.length).order(ByteOrder.LITTLE_ENDIAN);
    out.putShort((short) out.capacity()).putShort((short) 0).putShort((short) 1);
    for (char c : name.toCharArray()) out.putChar(c);
    out.position(valueAt);
    for (char c : value.toCharArray()) out.putChar(c);
    return out.put(insideAt, inside).array();
  }

  @Test
  void the_time_of_linking_is_that_of_the_header() {
    long now = Instant.now().getEpochSecond();
    assertThat(Fixtures.facts("jna-win32-x86.dll").pe().timestamp()).isBetween(1L, now);
    assertThat(PeFacts.NONE.timestamp()).isZero();
  }

  @Test
  void hosts_of_urls_are_domains_or_addresses() {
    StringFacts strings =
        new StringFacts(
            List.of(
                "https://api.telegram.org/bot1",
                "http://10.0.0.5:80/x",
                "ftp://a.example",
                "https://api.telegram.org/",
                "http://1.2/"),
            List.of("203.0.113.7"),
            List.of());
    assertThat(strings.domains()).containsExactly("api.telegram.org", "a.example");
    assertThat(strings.addresses()).containsExactly("203.0.113.7", "10.0.0.5");
  }

  @Test
  void the_symbol_table_and_the_signature_are_no_overlay() {
    assertThat(Fixtures.facts("debug-x64.exe").pe().overlaySize()).isZero();
    assertThat(Fixtures.facts("signed-x86.exe").pe().overlaySize()).isZero();
    assertThat(Fixtures.facts("overlay-random.exe").pe().overlaySize()).isEqualTo(200_000);
  }

  @Test
  void a_cut_pe_loses_only_the_parts_that_are_missing() {
    PeFacts pe = Fixtures.facts("cut-x86.exe").pe();
    assertThat(pe.present()).isTrue();
    assertThat(pe.machine()).isEqualTo(0x14c);
    assertThat(pe.sections()).hasSameSizeAs(Fixtures.facts("hello-x86.exe").pe().sections());
    assertThat(pe.warnings()).isNotEmpty();
  }

  @Test
  void an_elf_says_what_it_needs_and_imports() {
    ElfFacts elf = Fixtures.facts("capable-elf64").elf();
    assertThat(elf.bits()).isEqualTo(64);
    assertThat(elf.bigEndian()).isFalse();
    assertThat(elf.interpreter()).isTrue();
    assertThat(elf.libraries()).contains("libc.so.6");
    assertThat(elf.apis()).contains("socket", "open", "system");
  }

  @Test
  void an_elf_of_the_other_byte_order_is_read_too() {
    ElfFacts elf = Fixtures.facts("jna-linux-s390x.so").elf();
    assertThat(elf.bigEndian()).isTrue();
    assertThat(elf.machine()).isEqualTo(22);
    assertThat(elf.libraries()).contains("libc.so.6");
    assertThat(elf.warnings()).isEmpty();
  }

  @Test
  void a_zip_lists_the_types_of_its_children_but_not_of_theirs() {
    assertThat(Fixtures.facts("exe.zip").children()).isEqualTo(new ChildrenFacts(1, List.of("PE")));
    assertThat(Fixtures.facts("nested.zip").children().types()).containsExactly("ZIP");
  }

  @Test
  void a_bomb_is_stopped_by_a_limit_and_says_which() {
    assertThat(Fixtures.facts("bomb.zip").archive().limitHit()).isEqualTo("ratio");
    assertThat(Fixtures.facts("crowded.zip").archive().limitHit()).isEqualTo("entries");
    assertThat(Fixtures.facts("jna.jar").archive().limitHit()).isEmpty();
  }

  @Test
  void the_entries_of_an_encrypted_zip_have_no_type() {
    assertThat(Fixtures.facts("encrypted.zip").archive().encrypted()).isTrue();
    assertThat(Fixtures.facts("encrypted.zip").children())
        .isEqualTo(new ChildrenFacts(1, List.of()));
  }

  @Test
  void addresses_are_found_and_versions_are_not() {
    StringFacts strings = Fixtures.facts("strings.txt").strings();
    assertThat(strings.urls())
        .containsExactlyInAnyOrder(
            "https://example.net/path?a=1",
            "ftp://files.example.net/x",
            "http://abcdefghijklmnop.onion/login");
    assertThat(strings.ips()).containsExactly("192.0.2.17");
    assertThat(Fixtures.facts("versions.txt").strings().ips()).isEmpty();
  }

  @Test
  void wide_strings_are_found_at_odd_offsets() {
    assertThat(Fixtures.facts("wide.txt").strings().urls())
        .containsExactly("http://wide.example.net/");
  }

  @Test
  void the_entropy_of_few_words_is_low_and_of_noise_nearly_eight() {
    assertThat(Fixtures.facts("hello.txt").file().entropy()).isBetween(3.0, 5.0);
    assertThat(Fixtures.facts("encrypted.zip").file().entropy()).isBetween(7.9, 8.0);
  }
}
