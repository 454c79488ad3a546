package earmark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import earmark.access.Accounts;
import earmark.alert.Alerts;
import earmark.alert.AlertsContract;
import earmark.alert.Deliveries;
import earmark.cloud.CloudJobs;
import earmark.ledger.Entries;
import earmark.ledger.EntriesContract;
import earmark.ledger.Entry;
import earmark.refusal.Refusal;
import earmark.sample.Samples;
import earmark.store.jdbc.Store;
import earmark.store.postgres.PostgresStore;
import earmark.store.postgres.PostgresUrl;
import earmark.vocabulary.Vocabularies;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("it cuts off everybody who uses the server that all tests share")
class PostgresStoreTest {
  private final PostgresUrl url = TestPostgres.database();
  private final PostgresStore store = PostgresStore.open(url, 4);
  private final PostgresStore other = PostgresStore.open(url, 4);

  @AfterEach
  void close() {
    other.close();
    store.close();
  }

  @Nested
  class OfEntries implements EntriesContract {
    @Override
    public Entries entries() {
      return store.entries();
    }
  }

  @Nested
  class OfSamples implements SamplesContract {
    @Override
    public Samples samples() {
      return store.samples();
    }

    @Override
    public Samples sameSamples() {
      return other.samples();
    }
  }

  @Nested
  class OfCloudJobs implements CloudJobsContract {
    @Override
    public CloudJobs jobs() {
      return store.cloudJobs();
    }
  }

  @Nested
  class OfExtractedFiles implements ExtractedFilesContract {
    @Override
    public Store store() {
      return store;
    }
  }

  @Nested
  class OfIndicators implements IndicatorsContract {
    @Override
    public Store store() {
      return store;
    }
  }

  @Nested
  class OfDeletions implements DeletionsContract {
    @Override
    public Store store() {
      return store;
    }
  }

  @Nested
  class OfRevisions implements RevisionsContract {
    @Override
    public Store store() {
      return store;
    }
  }

  @Nested
  class OfAccounts implements AccountsContract {
    @Override
    public Accounts accounts() {
      return store.accounts();
    }
  }

  @Nested
  class OfGrants implements GrantsContract {
    @Override
    public Store store() {
      return store;
    }

    @Override
    public Store same() {
      return other;
    }
  }

  @Nested
  class OfKeys implements KeysContract {
    @Override
    public Store store() {
      return store;
    }

    @Override
    public Store same() {
      return other;
    }
  }

  @Nested
  class OfVocabularies implements VocabulariesContract {
    @Override
    public Vocabularies vocabularies() {
      return store.vocabularies();
    }
  }

  @Nested
  class OfAlerts implements AlertsContract {
    @Override
    public Alerts alerts() {
      return store.alerts();
    }

    @Override
    public Deliveries deliveries() {
      return store.deliveries();
    }

    @Override
    public Alerts sameAlerts() {
      return other.alerts();
    }

    @Override
    public Deliveries sameDeliveries() {
      return other.deliveries();
    }

    @Override
    public void account(String login) {
      store.accounts().add(login, "h", false, login.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void the_pen_is_held_by_one_server_at_a_time_and_shows_what_others_appended() throws Exception {
    List<Entry> chain = EntriesContract.chain(3);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<Long>> second;
      try (Entries.Pen pen = store.entries().pen()) {
        CountDownLatch asking = new CountDownLatch(1);
        second =
            threads.submit(() -> {
              asking.countDown();
              List<Long> read = new ArrayList<>();
              try (Entries.Pen later = other.entries().pen()) {
                later.since(0, entry -> read.add(entry.seq()));
                later.append(chain.subList(2, 3));
              }
              return read;
            });
        asking.await();
        Thread.sleep(100);
        assertThat(second.isDone()).isFalse();
        pen.append(chain.subList(0, 2));
      }
      assertThat(second.get(30, TimeUnit.SECONDS)).containsExactly(1L, 2L);
    }
    assertThat(store.entries().lastSeq()).isEqualTo(3);
  }

  @Test
  void a_pen_that_is_put_down_without_writing_leaves_nothing() {
    store.entries().pen().close();
    EntriesContract.append(other.entries(), EntriesContract.chain(1));
    assertThat(store.entries().lastSeq()).isEqualTo(1);
  }

  @Test
  void who_waits_too_long_for_the_pen_is_refused() {
    try (PostgresStore hasty = PostgresStore.open(with("lock_timeout=500"), 2)) {
      try (Entries.Pen _ = store.entries().pen()) {
        assertThatExceptionOfType(Entries.AppendFailed.class)
            .isThrownBy(() -> hasty.entries().pen())
            .havingRootCause()
            .withMessageContaining("lock timeout");
      }
      EntriesContract.append(hasty.entries(), EntriesContract.chain(1));
    }
  }

  @Test
  void a_connection_that_is_lost_under_the_pen_costs_one_write_and_no_more() {
    List<Entry> chain = EntriesContract.chain(2);
    try (Entries.Pen pen = store.entries().pen()) {
      cutOffEveryone();
      assertThatExceptionOfType(Entries.AppendFailed.class).isThrownBy(() -> pen.append(chain));
    }
    EntriesContract.append(store.entries(), chain);
    assertThat(other.entries().lastSeq()).isEqualTo(2);
  }

  @Test
  void a_commit_whose_answer_is_lost_is_looked_for() throws Exception {
    List<Entry> chain = EntriesContract.chain(3);
    int port = TestPostgres.shared().getPort();
    try (CutWire wire = new CutWire(port)) {
      String behindWire = url.url().replace(":" + port + "/", ":" + wire.port() + "/");
      try (PostgresStore far =
          PostgresStore.open(new PostgresUrl(behindWire, Optional.empty()), 2)) {
        EntriesContract.append(far.entries(), chain.subList(0, 1));
        wire.cutNext(CutWire.Cut.BEFORE_ITS_ANSWER);
        EntriesContract.append(far.entries(), chain.subList(1, 2));
        assertThat(store.entries().lastSeq()).isEqualTo(2);
        wire.cutNext(CutWire.Cut.BEFORE_THE_COMMIT);
        assertThatExceptionOfType(Entries.AppendFailed.class)
            .isThrownBy(() -> EntriesContract.append(far.entries(), chain.subList(2, 3)));
        assertThat(store.entries().lastSeq()).isEqualTo(2);
        EntriesContract.append(far.entries(), chain.subList(2, 3));
      }
    }
    assertThat(store.entries().lastSeq()).isEqualTo(3);
  }

  @Test
  void who_listens_hears_of_entries_of_others_also_after_the_connection_was_lost()
      throws Exception {
    List<Entry> chain = EntriesContract.chain(2);
    NewsCount heard = new NewsCount();
    other.entries().onNews(heard);
    EntriesContract.append(store.entries(), chain.subList(0, 1));
    heard.awaitAnother();
    cutOffEveryone();
    heard.awaitAnother();
    heard.awaitAnother();
  }

  private static final class NewsCount implements Runnable {
    private int count;

    @Override
    public synchronized void run() {
      count++;
      notifyAll();
    }

    synchronized void awaitAnother() throws InterruptedException {
      int before = count;
      for (int i = 0; i < 300 && count == before; i++) wait(100);
      assertThat(count).isGreaterThan(before);
    }
  }

  private void cutOffEveryone() {
    TestPostgres.run(
        TestPostgres.shared(),
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'earmark'");
  }

  /** The same database with a setting for its connections. */
  private PostgresUrl with(String setting) {
    return new PostgresUrl(url.url() + "&options=-c%20" + setting, Optional.empty());
  }

  @Test
  void a_database_that_can_not_be_reached_is_a_refusal_without_a_password() {
    PostgresUrl nowhere =
        new PostgresUrl(
            "jdbc:postgresql://127.0.0.1:1/x?user=ann&password=secret1", Optional.of("secret2"));
    assertThatExceptionOfType(Refusal.Unavailable.class)
        .isThrownBy(() -> PostgresStore.open(nowhere, 2))
        .withMessageStartingWith("jdbc:postgresql://127.0.0.1:1/x can't be used")
        .satisfies(refusal -> assertThat(refusal.reason()).doesNotContain("secret"));
    assertThat(nowhere.toString()).doesNotContain("secret");
    for (String wrong :
        List.of(
            "jdbc:postgresql://ann:secret@host/x",
            "jdbc:postgresql://host:99999/x?password=secret",
            "jdbc:postgresql://host/x?password=secret%zz",
            "postgres://host/x?password=secret")) {
      assertThatExceptionOfType(Refusal.Invalid.class)
          .isThrownBy(() -> new PostgresUrl(wrong, Optional.empty()))
          .satisfies(refusal -> assertThat(refusal.reason()).doesNotContain("secret"));
    }
  }

  @Test
  void a_database_that_may_forget_a_commit_is_refused() {
    assertThatExceptionOfType(Refusal.Unavailable.class)
        .isThrownBy(() -> PostgresStore.open(with("synchronous_commit=off"), 2))
        .withMessageContaining("synchronous_commit = off");
  }

  @Test
  void who_wants_to_be_alone_is_refused_while_servers_are_there() {
    assertThatExceptionOfType(Refusal.Unavailable.class)
        .isThrownBy(() -> PostgresStore.openAlone(url))
        .withMessageContaining("stop them first");
    store.close();
    other.close();
    PostgresStore.openAlone(url).close();
  }
}
