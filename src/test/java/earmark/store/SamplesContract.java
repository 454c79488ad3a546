package earmark.store;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.sample.Analysis;
import earmark.sample.Digests;
import earmark.sample.Sample;
import earmark.sample.SampleHash;
import earmark.sample.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every store of samples does. */
interface SamplesContract {
  /** An empty one. */
  Samples samples();

  /** The same samples, as another server has them. */
  default Samples sameSamples() {
    return samples();
  }

  static Instant at(int seconds) {
    return Instant.ofEpochSecond(seconds, 123_000);
  }

  static Digests digests(int n) {
    String hex = "%02x".formatted(n);
    return new Digests(hex.repeat(16), hex.repeat(20), hex.repeat(32), hex.repeat(64), n);
  }

  @Test
  default void the_same_bytes_twice_are_one_sample_seen_again() {
    Samples samples = samples();
    assertThat(samples.register(digests(7), "first.exe", at(100)))
        .isEqualTo(new Samples.Registered(0, true));
    assertThat(samples.register(digests(8), "other", at(150)))
        .isEqualTo(new Samples.Registered(1, true));
    assertThat(samples.register(digests(7), "second.exe", at(200)))
        .isEqualTo(new Samples.Registered(0, false));
    assertThat(samples.get(List.of(0)))
        .containsExactly(
            new Sample(
                0,
                digests(7),
                "first.exe",
                Optional.empty(),
                at(100),
                at(200),
                Sample.Status.QUEUED,
                true));
  }

  @Test
  default void a_sample_is_found_by_each_of_its_hashes() {
    Samples samples = samples();
    samples.register(digests(1), "a", at(1));
    samples.register(digests(2), "b", at(1));
    Digests two = digests(2);
    for (String hash : List.of(two.md5(), two.sha1(), two.sha256(), two.sha512())) {
      assertThat(samples.find(SampleHash.parse(hash))).map(Sample::number).contains(1);
    }
    assertThat(samples.find(SampleHash.parse(digests(3).sha1()))).isEmpty();
  }

  @Test
  default void many_hashes_of_any_kind_are_numbers_at_once_and_unknown_ones_are_left_out() {
    Samples samples = samples();
    List<SampleHash> hashes = new ArrayList<>();
    Map<SampleHash, Integer> expected = new HashMap<>();
    for (int i = 0; i < 100; i++) {
      samples.register(digests(i), "n", at(i));
      Digests one = digests(i);
      for (String hex : List.of(one.md5(), one.sha1(), one.sha256(), one.sha512())) {
        expected.put(SampleHash.parse(hex), i);
      }
    }
    hashes.addAll(expected.keySet());
    hashes.addAll(expected.keySet());
    for (int i = 0; i < 3000; i++) hashes.add(SampleHash.parse("%064x".formatted(i)));
    expected.put(SampleHash.parse("0".repeat(64)), 0); // the first sample's own
    assertThat(samples.numbers(hashes)).isEqualTo(expected);
    assertThat(samples.numbers(List.of())).isEmpty();
  }

  @Test
  default void samples_come_in_the_order_asked_and_missing_ones_are_left_out() {
    Samples samples = samples();
    for (int i = 0; i < 5; i++) samples.register(digests(i), "n" + i, at(i));
    assertThat(samples.get(List.of(4, 99, 0, 2)).stream().map(Sample::number))
        .containsExactly(4, 0, 2);
    assertThat(samples.get(List.of())).isEmpty();
  }

  @Test
  default void known_files_are_told_from_unknown_ones() {
    Samples samples = samples();
    samples.register(digests(1), "a", at(1));
    String known = digests(1).sha256();
    assertThat(samples.known(Set.of(known, digests(2).sha256()))).containsExactly(known);
    assertThat(samples.known(Set.of())).isEmpty();
  }

  @Test
  default void a_sample_waits_until_its_analysis_is_done() {
    Samples samples = samples();
    samples.register(digests(1), "a", at(1));
    samples.register(digests(2), "b", at(1));
    assertThat(samples.queued()).containsExactly(0, 1);
    assertThat(samples.countAttempt(0)).isEqualTo(1);
    assertThat(samples.countAttempt(0)).isEqualTo(2);
    Analysis analysis = new Analysis("1.0", "c1", at(5), "{\"ž\":1}", Optional.of("crashed"));
    samples.keep(0, analysis);
    assertThat(samples.queued()).containsExactly(0, 1);
    samples.done(0, Sample.Status.FAILED, "PE/Exe");
    assertThat(samples.queued()).containsExactly(1);
    assertThat(samples.analysis(0)).contains(analysis);
    assertThat(samples.analysis(1)).isEmpty();
    assertThat(samples.get(List.of(0)).getFirst())
        .satisfies(sample -> {
          assertThat(sample.status()).isEqualTo(Sample.Status.FAILED);
          assertThat(sample.type()).contains("PE/Exe");
        });
  }

  @Test
  default void a_sample_that_is_to_be_analysed_again_waits_without_its_old_facts() {
    Samples samples = samples();
    samples.register(digests(1), "a", at(1));
    samples.countAttempt(0);
    samples.keep(0, new Analysis("1", "c", at(1), "{}", Optional.empty()));
    samples.done(0, Sample.Status.PROCESSED, "x");
    samples.requeue(0);
    assertThat(samples.queued()).containsExactly(0);
    assertThat(samples.analysis(0)).isEmpty();
    assertThat(samples.countAttempt(0)).isEqualTo(1);
  }

  @Test
  default void a_new_catalogue_makes_analysed_samples_wait_again() {
    Samples samples = samples();
    for (int i = 0; i < 3; i++) samples.register(digests(i), "a", at(1));
    samples.keep(0, new Analysis("1", "old", at(1), "{}", Optional.empty()));
    samples.keep(1, new Analysis("1", "new", at(1), "{}", Optional.empty()));
    samples.done(0, Sample.Status.PROCESSED, "x");
    samples.done(1, Sample.Status.PROCESSED, "x");
    samples.queueThoseOfOtherCatalogues("new");
    assertThat(samples.queued()).containsExactly(0, 2);
    samples.keep(0, new Analysis("1", "new", at(2), "{}", Optional.empty()));
    assertThat(samples.analysis(0)).map(Analysis::catalogue).contains("new");
  }

  @Test
  default void two_who_register_at_once_get_the_same_number_for_the_same_bytes_and_no_gaps()
      throws Exception {
    List<Samples> both = List.of(samples(), sameSamples());
    int count = 40;
    List<Set<Samples.Registered>> given = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Samples.Registered>> all = new ArrayList<>();
      for (int i = 0; i < count * 2; i++) {
        int n = i;
        all.add(threads.submit(() -> both.get(n % 2).register(digests(n / 2), "a", at(n))));
      }
      for (int i = 0; i < count; i++) {
        given.add(Set.of(all.get(i * 2).get(), all.get(i * 2 + 1).get()));
      }
    }
    Set<Integer> numbers = new TreeSet<>();
    for (Set<Samples.Registered> two : given) {
      assertThat(two.stream().map(Samples.Registered::number).distinct()).hasSize(1);
      assertThat(two.stream().filter(Samples.Registered::isNew)).hasSize(1);
      numbers.add(two.iterator().next().number());
    }
    assertThat(numbers).hasSize(count).contains(0, count - 1);
  }
}
