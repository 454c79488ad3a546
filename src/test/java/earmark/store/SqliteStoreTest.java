package earmark.store;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.access.Accounts;
import earmark.alert.Alerts;
import earmark.alert.AlertsContract;
import earmark.alert.Deliveries;
import earmark.cloud.CloudJobs;
import earmark.ledger.Entries;
import earmark.ledger.EntriesContract;
import earmark.ledger.Verification;
import earmark.sample.Samples;
import earmark.store.jdbc.Store;
import earmark.store.sqlite.SqliteStore;
import earmark.vocabulary.Vocabularies;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest {
  @TempDir Path folder;
  private SqliteStore store;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("test.db"));
  }

  @AfterEach
  void close() {
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
  }

  @Nested
  class OfKeys implements KeysContract {
    @Override
    public Store store() {
      return store;
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
    public void account(String login) {
      store.accounts().add(login, "h", false, login.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void what_was_written_is_there_after_reopening() {
    EntriesContract.append(store.entries(), EntriesContract.chain(3));
    store.close();
    store = SqliteStore.open(folder.resolve("test.db"));
    assertThat(store.entries().lastSeq()).isEqualTo(3);
  }

  @Test
  void an_entry_with_a_field_that_can_not_be_read_is_named() {
    EntriesContract.append(store.entries(), EntriesContract.chain(3));
    store.<Integer>write(handle -> handle.execute("update entry set via = 'PIGEON' where seq = 2"));
    assertThat(Verification.of(List.of(store.entries()), Optional.empty(), false))
        .isEqualTo(new Verification.Result.Broken(2, "entry 2 has a field that can't be read"));
  }

  @Test
  void every_commit_is_synced_to_the_disk() {
    assertThat(
            store.<String>write(
                handle -> handle.createQuery("pragma journal_mode").mapTo(String.class).one()))
        .isEqualTo("wal");
    int full = 2;
    assertThat(
            store.<Integer>write(
                handle -> handle.createQuery("pragma synchronous").mapTo(Integer.class).one()))
        .isEqualTo(full);
  }
}
