package earmark.exchange.stix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import earmark.exchange.Carrier;
import earmark.exchange.Format;
import earmark.exchange.Label;
import earmark.exchange.NameUuid;
import earmark.exchange.Sheet;
import earmark.exchange.TagLine;
import earmark.exchange.misp.MispEvent;
import earmark.property.Property;
import earmark.refusal.Refusal;
import earmark.sample.Digests;
import earmark.tag.Tag;
import earmark.tag.Thing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is written in each format, and that what is written is read again. */
class FormatsTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Instant SEEN = Instant.parse("2024-05-30T10:20:30Z");
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final String ID =
      "[a-z-]+--[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

  static final Carrier.OfSample SAMPLE =
      sample("a", "evil \"x\".exe", user("tlp//amber", "tlp:amber"));
  private static final Carrier.OfReport REPORT =
      new Carrier.OfReport(
          "11111111-2222-4333-8444-555555555555",
          "e1",
          "A report",
          Optional.of("Body"),
          SEEN,
          NOW,
          List.of(new Carrier.Reference("9", "IP")),
          List.of(new Label(Tag.Kind.REPORT, "apt28", "apt28", Optional.empty())));

  private static Label user(String name, String original) {
    return new Label(Tag.Kind.USER, name, original, Optional.of("#ffc000"));
  }

  private static Carrier.OfSample sample(String seed, String name, Label... labels) {
    return new Carrier.OfSample(
        new Digests(hex(seed, 32), hex(seed, 40), hex(seed, 64), hex(seed, 128), 7),
        name,
        SEEN,
        SEEN,
        List.of(labels));
  }

  private static String hex(String seed, int digits) {
    String all = NameUuid.of(NameUuid.EARMARK, seed).toString().replace("-", "").repeat(4);
    return all.substring(0, digits);
  }

  private static Carrier.OfIndicator indicator(String type, String value) {
    return new Carrier.OfIndicator(
        "9", "e1", type, value, SEEN, NOW, List.of(user("phishing", "phishing")));
  }

  private static String write(Format format, Carrier... carriers) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Sheet sheet = format.writing().orElseThrow().begin(out, "#apt", NOW);
    for (Carrier carrier : carriers) sheet.write(carrier);
    sheet.finish();
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void uuids_follow_from_names_as_the_standard_has_it() {
    UUID dns = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
    assertThat(NameUuid.of(dns, "www.example.com"))
        .hasToString("2ed6657d-e927-568b-95e1-2665a8aea6a2");
  }

  @Test
  void a_sample_is_a_file_and_an_observation_with_labels() throws IOException {
    JsonNode bundle = JSON.readTree(write(StixBundle.FORMAT, SAMPLE));
    assertThat(bundle.path("type").asString()).isEqualTo("bundle");
    assertThat(bundle.path("id").asString()).matches(ID);
    JsonNode file = bundle.path("objects").path(0);
    JsonNode observed = bundle.path("objects").path(1);
    assertThat(file.path("type").asString()).isEqualTo("file");
    assertThat(file.path("spec_version").asString()).isEqualTo("2.1");
    assertThat(file.path("hashes").path("SHA-256").asString()).isEqualTo(SAMPLE.digests().sha256());
    String name =
        "{\"hashes\":{\"MD5\":\"%s\"},\"name\":\"evil \\\"x\\\".exe\"}"
            .formatted(SAMPLE.digests().md5());
    UUID namespace = UUID.fromString("00abedb4-aa42-466c-9c01-fed23315a9b7");
    assertThat(file.path("id").asString()).isEqualTo("file--" + NameUuid.of(namespace, name));
    assertThat(file.has("labels")).as("a file can't have labels").isFalse();
    assertThat(observed.path("object_refs").path(0).asString())
        .isEqualTo(file.path("id").asString());
    assertThat(observed.path("labels")).isEqualTo(JSON.readTree("[\"tlp:amber\"]"));
    assertThat(observed.path("created").asString()).isEqualTo("2024-05-30T10:20:30.000Z");
    assertThat(observed.path("modified").asString()).isEqualTo("2026-01-02T03:04:05.678Z");
    assertThat(observed.path("number_observed").asInt()).isEqualTo(1);
    assertThat(write(StixBundle.FORMAT, SAMPLE)).isEqualTo(write(StixBundle.FORMAT, SAMPLE));
  }

  @Test
  void every_object_has_what_the_standard_requires() throws IOException {
    JsonNode bundle =
        JSON.readTree(
            write(
                StixBundle.FORMAT,
                SAMPLE,
                indicator("IP", "192.0.2.1"),
                indicator("MALWARE", "Emotet"),
                indicator("CVE", "CVE-2024-1"),
                REPORT));
    TreeSet<String> types = new TreeSet<>();
    for (JsonNode object : bundle.path("objects")) {
      String type = object.path("type").asString();
      types.add(type);
      assertThat(object.path("id").asString()).matches(ID).startsWith(type + "--");
      assertThat(object.path("spec_version").asString()).isEqualTo("2.1");
      if (type.equals("file")) continue;
      assertThat(object.path("created").asString()).matches(".+\\.\\d{3}Z");
      assertThat(object.path("modified").asString())
          .isGreaterThanOrEqualTo(object.path("created").asString());
      String[] required =
          switch (type) {
            case "observed-data" ->
                new String[] {"first_observed", "last_observed", "number_observed", "object_refs"};
            case "indicator" -> new String[] {"pattern", "pattern_type", "valid_from"};
            case "malware" -> new String[] {"is_family", "name"};
            case "vulnerability" -> new String[] {"name"};
            case "report" -> new String[] {"name", "published", "object_refs"};
            default -> throw new AssertionError(type);
          };
      for (String property : required) assertThat(object.has(property)).as(property).isTrue();
    }
    assertThat(types)
        .containsExactly(
            "file", "indicator", "malware", "observed-data", "report", "vulnerability");
    assertThat(bundle.path("objects").path(5).path("object_refs").path(0).asString())
        .isEqualTo(bundle.path("objects").path(2).path("id").asString());
  }

  @Test
  void nothing_is_a_bundle_without_objects_and_an_event_without_attributes() throws IOException {
    assertThat(JSON.readTree(write(StixBundle.FORMAT)).has("objects")).isFalse();
    assertThat(JSON.readTree(write(MispEvent.FORMAT)).path("Event").path("Attribute")).isEmpty();
    assertThat(write(Format.CSV)).isEqualTo("type,value,tag,kind,original,name,enclave\r\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "IP|192.0.2.1|[ipv4-addr:value = '192.0.2.1']",
        "IP|2001:db8::1|[ipv6-addr:value = '2001:db8::1']",
        "CIDR_BLOCK|192.0.2.0/24|[ipv4-addr:value ISSUBSET '192.0.2.0/24']",
        "URL|http://x.test/a'b|[url:value = 'http://x.test/a\\'b']",
        "URL|x.test|[domain-name:value = 'x.test']",
        "EMAIL_ADDRESS|a@x.test|[email-addr:value = 'a@x.test']",
        "SHA256|00|[file:hashes.'SHA-256' = '00']",
        "REGISTRY_KEY|HKLM\\Run|[windows-registry-key:key = 'HKLM\\\\Run']",
      })
  void an_indicator_has_a_pattern(String type, String value, String pattern) throws IOException {
    JsonNode bundle = JSON.readTree(write(StixBundle.FORMAT, indicator(type, value)));
    assertThat(bundle.path("objects").path(0).path("pattern").asString()).isEqualTo(pattern);
  }

  @Test
  void an_event_has_attributes_and_reports_with_tags() throws IOException {
    JsonNode event =
        JSON.readTree(write(MispEvent.FORMAT, SAMPLE, indicator("URL", "x.test"), REPORT))
            .path("Event");
    JsonNode sample = event.path("Attribute").path(0);
    assertThat(sample.path("type").asString()).isEqualTo("sha256");
    assertThat(sample.path("category").asString()).isEqualTo("Payload delivery");
    assertThat(sample.path("Tag").path(0).path("name").asString()).isEqualTo("tlp:amber");
    assertThat(sample.path("Tag").path(0).path("colour").asString()).isEqualTo("#ffc000");
    assertThat(event.path("Attribute").path(1).path("type").asString()).isEqualTo("domain");
    assertThat(event.path("EventReport").path(0).path("Tag").path(0).path("name").asString())
        .isEqualTo("apt28");
    assertThat(event.path("published").asBoolean()).isFalse();
  }

  /** What was handed over, as one text a line. */
  private static final class Kept implements TagLine.Sink {
    final List<String> wished = new ArrayList<>();
    final List<String> refused = new ArrayList<>();

    @Override
    public void wished(TagLine wish) {
      wished.add(wish.value() + " " + wish.tag());
    }

    @Override
    public void refused(long line, String why) {
      refused.add(line + " " + why);
    }
  }

  private static Kept read(Format format, String text) throws IOException {
    Kept kept = new Kept();
    format
        .reading()
        .orElseThrow()
        .of(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Thing.SAMPLE)
        .read(kept);
    return kept;
  }

  @Test
  void what_is_exported_of_samples_is_read_again() {
    Property.holds(
        300,
        random -> {
          List<Carrier> samples = new ArrayList<>();
          TreeSet<String> originals = new TreeSet<>();
          TreeSet<String> names = new TreeSet<>();
          for (int n = random.nextInt(4); n > 0; n--) {
            List<Label> labels = new ArrayList<>();
            for (int k = 1 + random.nextInt(3); k > 0; k--) {
              labels.add(user(odd(random), "o:" + odd(random)));
            }
            Carrier.OfSample one =
                sample("s" + random.nextInt(), odd(random), labels.toArray(Label[]::new));
            samples.add(one);
            for (Label label : labels) {
              originals.add(one.digests().sha256() + " " + label.original());
              names.add(one.digests().sha256() + " " + label.name());
            }
          }
          Carrier[] all = samples.toArray(Carrier[]::new);
          Kept stix = read(StixBundle.FORMAT, write(StixBundle.FORMAT, all));
          assertThat(new TreeSet<>(stix.wished)).isEqualTo(originals);
          assertThat(stix.refused).isEmpty();
          Kept csv = read(Format.CSV, write(Format.CSV, all));
          assertThat(new TreeSet<>(csv.wished)).isEqualTo(names);
          assertThat(csv.refused).isEmpty();
        });
  }

  private static String odd(SplittableRandom random) {
    String letters = "ab=+-@'\",;é日\\";
    StringBuilder text = new StringBuilder("x");
    for (int n = random.nextInt(5); n > 0; n--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.reverse().toString();
  }

  @Test
  void labels_are_read_of_whatever_is_about_files() throws IOException {
    Kept kept =
        read(
            StixBundle.FORMAT,
            """
            {"type": "bundle", "id": "bundle--1", "objects": [
              {"type": "observed-data", "id": "o1", "labels": ["a", "b"], "object_refs": ["file--1", "file--2"]},
              {"type": "file", "id": "file--1", "hashes": {"MD5": "m1", "SHA-256": "s1"}},
              {"type": "file", "id": "file--2", "hashes": {"SHA-1": "h2"}},
              {"type": "malware", "id": "m", "labels": ["c"], "sample_refs": ["file--2"]},
              {"type": "indicator", "id": "i", "labels": ["d"], "pattern": "[file:hashes.'SHA-256' = 'AB12']"},
              {"type": "indicator", "id": "i2", "labels": ["d"], "pattern": "[ipv4-addr:value = '1.2.3.4']"},
              {"type": "report", "id": "r", "labels": "x"}
            ]}
            """);
    assertThat(kept.wished).containsExactly("s1 a", "s1 b", "h2 a", "h2 b", "h2 c", "AB12 d");
    assertThat(kept.refused)
        .containsExactlyInAnyOrder(
            "8 The labels of r are not a list of texts.",
            "7 i2 has labels, but is of no file with a hash.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '\0',
      value = {
        "[]",
        "{\"type\":\"report\"}",
        "{}",
        "{\"type\":\"bundle\"",
        "{\"type\":\"bundle\"} 1",
        "{\"type\":\"bundle\",\"objects\":{}}",
        "{\"type\":\"bundle\",\"type\":\"bundle\"}"
      })
  void what_is_no_bundle_is_refused(String text) {
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> read(StixBundle.FORMAT, text))
        .withMessageContaining("Not a STIX bundle");
  }

  @Test
  void csv_is_read_by_its_columns_or_by_their_places() throws IOException {
    String hash = "a".repeat(64);
    assertThat(read(Format.CSV, hash + ",a,b,,c\n\n" + hash + "\n").wished)
        .containsExactly(hash + " a", hash + " b", hash + " c");
    Kept kept =
        read(
            Format.CSV,
            "Tag,Note,Hash,type,kind\na,n,%1$s,,\nb,n,%1$s,sample,user\nc,n,x,report,report\nd,n,%1$s,sample,system\n"
                .formatted(hash));
    assertThat(kept.wished).containsExactly(hash + " a", hash + " b");
    assertThat(kept.refused)
        .containsExactly(
            "4 It is about a report; only tags of samples are imported.",
            "5 It is a System Tag, which only the analysis gives.");
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> read(Format.CSV, "name,comment\n"))
        .withMessageContaining("The first line");
  }
}
