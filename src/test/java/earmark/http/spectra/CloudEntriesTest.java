package earmark.http.spectra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import earmark.cloud.Cloud;
import earmark.cloud.CloudSample;
import earmark.cloud.CloudSearch;
import earmark.http.Json;
import earmark.index.roaring.RoaringIndex;
import earmark.ledger.Ledger;
import earmark.refusal.Refusal;
import earmark.sample.Finder;
import earmark.sample.SampleHash;
import earmark.search.Order;
import earmark.search.QueryText;
import earmark.search.Search;
import earmark.store.sqlite.SqliteStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entries of cloud samples as clients of Spectra Analyze know them. */
class CloudEntriesTest {
  @TempDir Path folder;
  private @Nullable SqliteStore store;
  private @Nullable Ledger ledger;
  private @Nullable Finder finder;

  @BeforeEach
  void open() {
    RoaringIndex index = new RoaringIndex();
    SqliteStore opened = SqliteStore.open(folder.resolve("test.db"));
    Ledger pen = Ledger.open(opened.entries(), index, InstantSource.system());
    finder = new Finder(opened.samples(), index, pen.history(), opened.entries());
    store = opened;
    ledger = pen;
  }

  @AfterEach
  void close() {
    if (ledger != null) ledger.close();
    if (store != null) store.close();
  }

  /** Answers every search with one thing, and remembers what it was asked last. */
  private static final class Always implements Cloud {
    private final Found found;
    private String asked = "nothing";

    Always(Found found) {
      this.found = found;
    }

    @Override
    public String name() {
      return "always";
    }

    @Override
    public int pageMax() {
      return 100;
    }

    @Override
    public Found search(Ask ask) {
      asked = QueryText.print(ask.query()).orElseThrow();
      return found;
    }

    @Override
    public Fetched fetch(SampleHash hash, Receiver receiver) {
      return new Fetched.Absent("none");
    }

    @Override
    public void close() {}
  }

  private CloudEntries.Page find(Optional<Cloud> cloud, String query) {
    if (finder == null) throw new IllegalStateException("not open");
    return new CloudEntries(new CloudSearch(cloud, finder))
        .find(
            Search.parse(query, 100),
            Order.NEWEST_FIRST,
            1,
            100,
            Optional.of(Instant.parse("2024-05-30T00:00:00Z")),
            Optional.of(Instant.parse("2024-05-01T00:00:00Z")));
  }

  @Test
  void an_entry_has_the_keys_of_the_cloud_and_the_dates_bound_when_it_was_first_seen() {
    Always cloud =
        new Always(
            new Cloud.Found.Page(
                7,
                List.of(
                    new CloudSample(
                        "aa".repeat(20),
                        "bb".repeat(32),
                        "cc".repeat(16),
                        "a.exe",
                        Optional.of("PE/Exe"),
                        12,
                        3,
                        Optional.of("malicious"),
                        Optional.of("Win32.Trojan.X"),
                        Optional.of(9),
                        Optional.of(List.of("packed")),
                        Optional.of(Instant.parse("2024-05-02T10:20:30.5Z")),
                        Optional.empty(),
                        true)),
                true));
    CloudEntries.Page page = find(Optional.of(cloud), "tag:packed");
    assertThat(cloud.asked)
        .isEqualTo("tag:packed AND firstseen:[2024-05-01 TO 2024-05-30T00:00:00Z]");
    assertThat(page.total()).isEqualTo(7);
    assertThat(page.more()).isTrue();
    assertThat(new String(Json.write(page.entries()), StandardCharsets.UTF_8))
        .isEqualTo(
            ("[{'sha1':'%s','sha256':'%s','md5':'%s','available':true,'classification':'MALICIOUS',"
                    + "'threatname':'Win32.Trojan.X','threatlevel':5,'trustfactor':5,'size':12,"
                    + "'sampletype':'PE/Exe','filename':'a.exe','filecount':3,'antivirus':0,"
                    + "'firstseen':'2024-05-02T10:20:30Z','lastseen':null}]")
                .formatted("aa".repeat(20), "bb".repeat(32), "cc".repeat(16))
                .replace('\'', '"'));
  }

  @Test
  void user_tags_find_no_entry_and_no_error_with_and_without_a_cloud() {
    Always cloud = new Always(new Cloud.Found.Unavailable("must not be asked"));
    assertThat(find(Optional.of(cloud), "tag-user:one_tag").entries()).isEmpty();
    assertThat(cloud.asked).isEqualTo("nothing");
    assertThat(find(Optional.empty(), "tag-user:one_tag").total()).isZero();
  }

  @Test
  void a_missing_cloud_is_said_to_be_missing() {
    assertThatExceptionOfType(Refusal.Unavailable.class)
        .isThrownBy(() -> find(Optional.empty(), "tag:packed"))
        .withMessageContaining("No cloud is configured.");
    Cloud away = new Always(new Cloud.Found.Unavailable("It can't be reached."));
    assertThatExceptionOfType(Refusal.Unavailable.class)
        .isThrownBy(() -> find(Optional.of(away), "tag:packed"))
        .withMessageContaining("can't be reached");
    Cloud strict = new Always(new Cloud.Found.Refused("Max limit reached"));
    assertThatExceptionOfType(Refusal.Invalid.class)
        .isThrownBy(() -> find(Optional.of(strict), "tag:packed"))
        .withMessageContaining("Max limit reached");
  }
}
