package earmark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import earmark.access.ApiKey;
import earmark.alert.Alert;
import earmark.alert.AlertsContract;
import earmark.ledger.EntriesContract;
import earmark.ledger.Entry;
import earmark.refusal.Refusal;
import earmark.report.ReportTerm;
import earmark.report.Revisions;
import earmark.sample.Analysis;
import earmark.sample.Sample;
import earmark.store.jdbc.Store;
import earmark.store.jdbc.Transfer;
import earmark.store.postgres.PostgresStore;
import earmark.store.sqlite.SqliteStore;
import earmark.things.ThingSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferTest {
  @TempDir Path folder;

  private static void fill(Store store) {
    EntriesContract.append(store.entries(), EntriesContract.chain(450));
    for (int i = 0; i < 3; i++) {
      store.samples().register(SamplesContract.digests(i), "n" + i, SamplesContract.at(i));
    }
    store
        .samples()
        .keep(1, new Analysis("1", "c", SamplesContract.at(5), "{\"ž\":1}", Optional.of("why")));
    store.samples().done(1, Sample.Status.FAILED, "PE/Exe");
    store.accounts().add("ann", "h1", true, new byte[] {1, 0, -1});
    store.accounts().add("bob", "h2", false, new byte[] {2});
    AlertsContract.fill(store.alerts(), store.deliveries(), "bob");
    GrantsContract.fill(store, "bob");
    RevisionsContract.fill(store);
    VocabulariesContract.fill(store.vocabularies());
  }

  private static void requireSame(Store one, Store other) {
    List<Integer> all = List.of(0, 1, 2);
    assertThat(other.samples().get(all)).hasSize(3).isEqualTo(one.samples().get(all));
    assertThat(other.samples().analysis(1)).isPresent().isEqualTo(one.samples().analysis(1));
    assertThat(other.accounts().all()).hasSize(2).isEqualTo(one.accounts().all());
    assertThat(other.accounts().findByToken(new byte[] {1, 0, -1})).isPresent();
    Revisions revisions = other.revisions();
    assertThat(revisions.get(List.of(1, 2, 3), true))
        .hasSize(3)
        .isEqualTo(one.revisions().get(List.of(1, 2, 3), true));
    assertThat(revisions.reports(List.of(0, 1)))
        .hasSize(2)
        .isEqualTo(one.revisions().reports(List.of(0, 1)));
    assertThat(revisions.notes()).hasSize(3).isEqualTo(one.revisions().notes());
    assertThat(revisions.find(ReportTerm.parse("evil"))).isEmpty();
    assertThat(revisions.isIndexLost()).isTrue();
    assertThat(other.alerts().of("bob")).hasSize(2).isEqualTo(one.alerts().of("bob"));
    List<Alert> alerts = one.alerts().after("bob", 0, 9);
    assertThat(other.alerts().after("bob", 0, 9)).hasSize(1).isEqualTo(alerts);
    long alert = alerts.getFirst().id();
    assertThat(other.alerts().samples(alert, Alert.Way.ENTERED)).isEqualTo(ThingSet.range(0, 5000));
    assertThat(other.deliveries().waiting(alerts.getFirst().subscription())).isEqualTo(1);
    assertThat(other.grants().held(2)).hasSize(1).isEqualTo(one.grants().held(2));
    assertThat(other.grants().groups()).hasSize(1).isEqualTo(one.grants().groups());
    assertThat(other.grants().version()).isPositive().isEqualTo(one.grants().version());
    List<ApiKey> keys = one.keys().list(Optional.of("bob"));
    assertThat(other.keys().list(Optional.empty())).hasSize(1).isEqualTo(keys);
    assertThat(other.vocabularies().find("tlp"))
        .isPresent()
        .isEqualTo(one.vocabularies().find("tlp"));
    assertThat(other.vocabularies().revision()).isEqualTo(one.vocabularies().revision());
    List<Entry> left = new ArrayList<>();
    List<Entry> right = new ArrayList<>();
    one.entries().since(0, left::add);
    other.entries().since(0, right::add);
    assertThat(right).hasSize(450);
    for (int i = 0; i < left.size(); i++) {
      assertThat(right.get(i)).usingRecursiveComparison().isEqualTo(left.get(i));
    }
  }

  @Test
  void an_instance_moves_to_the_other_kind_of_store_and_back() {
    List<String> lines = new ArrayList<>();
    try (Store first = SqliteStore.open(folder.resolve("first.db"));
        Store second = PostgresStore.open(TestPostgres.database(), 2);
        Store third = SqliteStore.open(folder.resolve("third.db"))) {
      fill(first);
      Transfer.run(first, second, lines::add);
      requireSame(first, second);
      Transfer.run(second, third, lines::add);
      requireSame(first, third);
      assertThat(lines)
          .contains("entry: 450 of 450", "sample: 3 of 3", "analysis: 1 of 1", "account: 2 of 2");
    }
  }

  @Test
  void a_target_that_holds_something_is_left_alone() {
    try (Store source = SqliteStore.open(folder.resolve("source.db"));
        Store target = PostgresStore.open(TestPostgres.database(), 2)) {
      fill(source);
      target.accounts().add("eve", "h", true, new byte[] {9});
      assertThatExceptionOfType(Refusal.Conflict.class)
          .isThrownBy(() -> Transfer.run(source, target, _ -> {}))
          .withMessage("The target is not empty: its table account has rows.");
      assertThat(target.entries().lastSeq()).isZero();
    }
  }

  @Test
  void what_the_target_can_not_keep_leaves_it_empty() {
    try (Store source = SqliteStore.open(folder.resolve("source.db"));
        Store target = PostgresStore.open(TestPostgres.database(), 2)) {
      fill(source);
      source.write(handle -> handle.execute("update sample set name = 'a' || char(0)"));
      assertThatExceptionOfType(Refusal.Unavailable.class)
          .isThrownBy(() -> Transfer.run(source, target, _ -> {}))
          .withMessageStartingWith("Nothing was copied: ");
      assertThat(target.entries().lastSeq()).isZero();
      assertThat(target.accounts().all()).isEmpty();
    }
  }
}
