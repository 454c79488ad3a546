package earmark.exchange.stix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import earmark.exchange.Carrier;
import earmark.exchange.Format;
import earmark.exchange.Label;
import earmark.exchange.Sheet;
import earmark.exchange.TagLine;
import earmark.indicator.Extraction;
import earmark.indicator.IndicatorType;
import earmark.indicator.IndicatorValue;
import earmark.property.Property;
import earmark.refusal.Refusal;
import earmark.tag.Tag;
import earmark.tag.Thing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of the tags of indicators, and that it is what was written. */
class IndicatorLinesTest {
  private static final Instant SEEN = Instant.parse("2024-05-30T10:20:30Z");
  private static final List<Format> FORMATS = List.of(Format.CSV, StixBundle.FORMAT);

  /** What was handed over, as one text a line. */
  private static final class Kept implements TagLine.Sink {
    final List<String> wished = new ArrayList<>();
    final List<String> refused = new ArrayList<>();

    @Override
    public void wished(TagLine wish) {
      String type = wish.type().map(IndicatorType::name).orElse("?");
      wished.add(type + " " + wish.value() + " " + wish.tag());
    }

    @Override
    public void refused(long line, String why) {
      refused.add(line + " " + why);
    }
  }

  private static void read(Format format, byte[] file, TagLine.Sink sink) throws IOException {
    format.reading().orElseThrow().of(new ByteArrayInputStream(file), Thing.INDICATOR).read(sink);
  }

  private static Kept read(Format format, String text) throws IOException {
    Kept kept = new Kept();
    read(format, text.getBytes(StandardCharsets.UTF_8), kept);
    return kept;
  }

  private static byte[] write(Format format, List<Carrier> carriers) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Sheet sheet = format.writing().orElseThrow().begin(out, "", SEEN);
    for (Carrier carrier : carriers) sheet.write(carrier);
    sheet.finish();
    return out.toByteArray();
  }

  private static Carrier carrier(IndicatorValue value, String... tags) {
    List<Label> labels =
        Arrays.stream(tags)
            .map(tag -> new Label(Tag.Kind.INDICATOR, tag, tag, Optional.empty()))
            .toList();
    return new Carrier.OfIndicator(
        value.guid(), "e1", value.type().name(), value.text(), SEEN, SEEN, labels);
  }

  private static IndicatorValue meant(TagLine wish) {
    return wish.type()
        .map(type -> IndicatorValue.as(type, wish.value()))
        .orElseGet(() -> IndicatorValue.of(wish.value()));
  }

  /** An indicator that could be here: somebody typed it, or it was found in a text. */
  private static IndicatorValue indicator(SplittableRandom random) {
    String[] pieces = {
      "192.0.2.7",
      "evil.com",
      "mail@evil.com",
      "8.8.8.0/24",
      "2001:db8::1",
      "2001:db8::/32",
      "http://",
      "hxxps://",
      "evil",
      ".",
      "com",
      "self",
      "name",
      "[.]zip",
      "exe",
      "/",
      "a'b",
      "\\",
      "\"",
      " ",
      "=",
      "+",
      "-",
      "@",
      "'",
      "x.test",
      "HKLM\\Software",
      "HKCU\\Run 1",
      ";",
      "日本",
      "é",
      "?q=1,2",
      ":8080",
      "#",
      "CVE-2024-12345",
      "d41d8cd98f00b204e9800998ecf8427e",
      "da39a3ee5e6b4b0d3255bfef95601890afd80709",
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
      "BC1QAR0SRRR7XFKVY5L643LYDNW9RE59GTZZWF5MDQ",
      "＝",
      "Emotet"
    };
    StringBuilder text = new StringBuilder(pieces[random.nextInt(pieces.length)]);
    for (int n = random.nextInt(4); n > 0; n--) {
      text.append(pieces[random.nextInt(pieces.length)]);
    }
    if (text.toString().isBlank()) text.append('x');
    IndicatorType[] named = {IndicatorType.MALWARE, IndicatorType.SOFTWARE};
    return switch (random.nextInt(4)) {
      case 0 -> IndicatorValue.of(text.toString(), Optional.of(named[random.nextInt(2)]));
      case 1 -> {
        List<IndicatorValue> found = Extraction.of(text.toString());
        yield found.isEmpty() ? IndicatorValue.of(text.toString()) : found.getLast();
      }
      default -> IndicatorValue.of(text.toString());
    };
  }

  @Test
  void what_is_exported_of_indicators_is_read_again_to_the_letter() {
    Set<IndicatorType> seen = EnumSet.noneOf(IndicatorType.class);
    Property.holds(
        5_000,
        random -> {
          IndicatorValue value = indicator(random);
          seen.add(value.type());
          List<Carrier> carriers = List.of(carrier(value, "a", "_--x'", "日本"));
          for (Format format : FORMATS) {
            TreeSet<String> tags = new TreeSet<>();
            read(
                format,
                write(format, carriers),
                new TagLine.Sink() {
                  @Override
                  public void wished(TagLine wish) {
                    assertThat(meant(wish)).isEqualTo(value);
                    tags.add(wish.tag());
                  }

                  @Override
                  public void refused(long line, String why) {
                    throw new AssertionError(value + ": " + why);
                  }
                });
            assertThat(tags).containsExactlyInAnyOrder("a", "_--x'", "日本");
          }
        });
    if (Long.getLong("property.seed") == null) {
      assertThat(seen).isEqualTo(EnumSet.allOf(IndicatorType.class));
    }
  }

  @Test
  void files_that_are_cut_or_spoilt_are_refused_and_nothing_else_happens() {
    Property.holds(
        3_000,
        random -> {
          List<Carrier> carriers = new ArrayList<>();
          for (int n = 1 + random.nextInt(3); n > 0; n--) {
            carriers.add(carrier(indicator(random), "a", "b"));
          }
          Format format = FORMATS.get(random.nextInt(FORMATS.size()));
          byte[] file = write(format, carriers);
          byte[] spoilt = Arrays.copyOf(file, random.nextInt(file.length + 1));
          for (int n = random.nextInt(4); n > 0 && spoilt.length > 0; n--) {
            spoilt[random.nextInt(spoilt.length)] =
                (byte) "[]{}\",:'\\\n0\u00ff".charAt(random.nextInt(12));
          }
          try {
            read(
                format,
                spoilt,
                new TagLine.Sink() {
                  @Override
                  public void wished(TagLine wish) {
                    try {
                      assertThat(meant(wish).text()).isNotBlank();
                    } catch (Refusal.Invalid e) {
                      assertThat(e.reason()).isNotBlank();
                    }
                  }

                  @Override
                  public void refused(long line, String why) {
                    assertThat(line).isPositive();
                  }
                });
          } catch (Refusal.Invalid e) {
            assertThat(e.reason()).isNotBlank();
          }
        });
  }

  @Test
  void csv_is_a_value_and_tags_or_has_columns_with_names() throws IOException {
    assertThat(read(Format.CSV, "evil.com,a,,b\n\n'=x,c\n1.2.3.4\n").wished)
        .containsExactly("? evil.com a", "? evil.com b", "? =x c");
    assertThat(read(Format.CSV, "evil.com,a\nx\n").refused).containsExactly("2 It names no tag.");
    Kept kept =
        read(
            Format.CSV,
            """
            TYPE,Tag,value,name,kind
            indicator,a,Emotet,malware,indicator
            ,b,evil.com,,
            sample,c,evil.com,,user
            indicator,d,evil.com,NONE,
            indicator,e,evil.com,URL,system
            """);
    assertThat(kept.wished).containsExactly("MALWARE Emotet a", "? evil.com b");
    assertThat(kept.refused)
        .containsExactly(
            "4 It is about a sample; only tags of indicators are imported.",
            "5 There is no type of indicators \"NONE\".",
            "6 It is a System Tag, which only the analysis gives.");
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> read(Format.CSV, "hash,tag\n"))
        .withMessageContaining("no column \"value\"");
  }

  @Test
  void labels_are_read_of_whatever_is_about_indicators() throws IOException {
    Kept kept =
        read(
            StixBundle.FORMAT,
            """
            {"type": "bundle", "id": "bundle--1", "objects": [
              {"type": "observed-data", "id": "o1", "labels": ["a"], "object_refs": ["i", "u", "f", "p"]},
              {"type": "ipv4-addr", "id": "i", "value": "192.0.2.1"},
              {"type": "url", "id": "u", "value": "http://x.test/"},
              {"type": "file", "id": "f", "hashes": {"SHA-512": "s5", "SHA-1": "s1", "MD5": "m5"}},
              {"type": "file", "id": "p", "hashes": {"SHA-512": "s5"}},
              {"type": "malware", "id": "m", "name": "Emotet", "labels": ["b"], "sample_refs": ["f"]},
              {"type": "vulnerability", "id": "v", "name": "CVE-2024-12345", "labels": ["c"]},
              {"type": "indicator", "id": "n", "labels": ["d"], "pattern": "[ domain-name:value='x.test' ]"},
              {"type": "observed-data", "id": "o2", "labels": ["e"], "object_refs": ["p"]},
              {"type": "indicator", "id": "n2", "labels": ["e"], "pattern": "[a:b = 'c']"},
              {"type": "indicator", "id": "n3", "labels": ["e"], "pattern": 7},
              {"type": "malware", "id": "m2", "name": ["x"], "labels": ["e"]},
              {"type": "url", "id": "u2", "value": {"a": 1}, "labels": ["e"]},
              {"type": "report", "id": "r", "labels": ["e"]},
              {"type": "identity", "id": "x", "labels": [1]}
            ]}
            """);
    assertThat(kept.wished)
        .containsExactly(
            "IP 192.0.2.1 a",
            "URL http://x.test/ a",
            "SHA1 s1 a",
            "MALWARE Emotet b",
            "CVE CVE-2024-12345 c",
            "URL x.test d");
    assertThat(kept.refused)
        .containsExactlyInAnyOrder(
            "10 o2 has labels, but is of no kind of indicator.",
            "11 n2 has labels, but is of no kind of indicator.",
            "12 n3 has labels, but is of no kind of indicator.",
            "13 m2 has labels, but is of no kind of indicator.",
            "14 u2 has labels, but is of no kind of indicator.",
            "15 r has labels, but is of no kind of indicator.",
            "16 The labels of x are not a list of texts.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "[ipv4-addr:value = '192.0.2.1']|IP|192.0.2.1",
        " [ ipv4-addr : value ISSUBSET'192.0.2.0/24' ] |CIDR_BLOCK|192.0.2.0/24",
        "[ipv6-addr:value = '2001:db8::/32']|CIDR_BLOCK|2001:db8::/32",
        "[file:hashes.'SHA-256'='AB']|SHA256|AB",
        "[file:hashes.MD5 = 'AB']|MD5|AB",
        "[file:name = 'a\\'b\\\\c.exe']|SOFTWARE|a'b\\c.exe",
        "[windows-registry-key:key = 'HKLM\\\\Run']|REGISTRY_KEY|HKLM\\Run",
        "[x-bitcoin-address:value = '1A']|BITCOIN_ADDRESS|1A",
        "[url:value = ']']|URL|]"
      })
  void a_pattern_of_one_comparison_is_read(String text, IndicatorType type, String value) {
    Pattern pattern = Pattern.read(text).orElseThrow();
    assertThat(pattern.value()).isEqualTo(value);
    assertThat(Pattern.type(pattern.path(), pattern.value())).contains(type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[",
        "[url:value = 'x'",
        "[url:value = 'x]",
        "[url:value = 'x\\",
        "[url:value = 'x\\n']",
        "[url:value = 'x'] AND",
        "[url:value = 'x' OR url:value = 'y']",
        "[url:value != 'x']",
        "[url:value ISSUBSET 'x']",
        "[url:value = x]",
        "[NOT url:value = 'x']"
      })
  void any_other_pattern_is_not(String text) {
    assertThat(Pattern.read(text)).isEmpty();
    assertThat(Pattern.read("[url:value = '" + "\\\\".repeat(400_000) + text)).isEmpty();
  }
}
