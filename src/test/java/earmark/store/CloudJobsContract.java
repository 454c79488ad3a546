package earmark.store;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.cloud.CloudJob;
import earmark.cloud.CloudJob.State;
import earmark.cloud.CloudJobs;
import earmark.ledger.Via;
import earmark.sample.SampleHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;

/** What every store of downloads does. */
interface CloudJobsContract {
  /** An empty one. */
  CloudJobs jobs();

  private static Instant at(int seconds) {
    return SamplesContract.at(seconds);
  }

  private static List<CloudJob.Wanted> wanted(int... numbers) {
    List<CloudJob.Wanted> all = new ArrayList<>();
    for (int n : numbers) {
      all.add(new CloudJob.Wanted(SampleHash.parse("%040x".formatted(n)), "n" + n));
    }
    return all;
  }

  private static Optional<CloudJob> take(CloudJobs jobs, String server, int now) {
    return jobs.take(server, at(now), at(now - 100));
  }

  @Test
  default void jobs_are_taken_in_order_each_once_and_end() {
    CloudJobs jobs = jobs();
    long first = jobs.add(wanted(1, 2), "ann", Via.UI, at(1));
    long second = jobs.add(wanted(3), "bob", Via.CLI, at(2));
    assertThat(jobs.open()).isEqualTo(3);
    CloudJob job = take(jobs, "s", 10).orElseThrow();
    assertThat(job)
        .isEqualTo(
            new CloudJob(
                first,
                first,
                SampleHash.parse("%040x".formatted(1)),
                "n1",
                "ann",
                Via.UI,
                at(1),
                State.RUNNING,
                1,
                at(10),
                Optional.empty()));
    assertThat(take(jobs, "t", 10).orElseThrow().name()).isEqualTo("n2");
    assertThat(take(jobs, "t", 10).orElseThrow().download()).isEqualTo(second);
    assertThat(take(jobs, "t", 10)).isEmpty();
    jobs.end(first, "other", State.FAILED, Optional.of("not mine"), at(11));
    jobs.end(first, "s", State.DONE, Optional.empty(), at(12));
    jobs.end(first + 1, "t", State.FAILED, Optional.of("ž"), at(13));
    assertThat(jobs.of(first))
        .extracting(CloudJob::state)
        .containsExactly(State.DONE, State.FAILED);
    assertThat(jobs.of(first).getLast().error()).contains("ž");
    assertThat(jobs.of(77)).isEmpty();
    assertThat(jobs.open()).isEqualTo(1);
    assertThat(jobs.newest(10))
        .containsExactly(
            new CloudJobs.Summary(second, "bob", at(2), Map.of(State.RUNNING, 1), at(10)),
            new CloudJobs.Summary(
                first, "ann", at(1), Map.of(State.DONE, 1, State.FAILED, 1), at(13)));
    assertThat(jobs.newest(1)).extracting(CloudJobs.Summary::download).containsExactly(second);
  }

  @Test
  default void a_postponed_job_waits_until_it_is_due() {
    CloudJobs jobs = jobs();
    long id = jobs.add(wanted(1), "ann", Via.API, at(1));
    take(jobs, "s", 10);
    jobs.postpone(id, "s", Optional.of("away"), at(50), at(11));
    assertThat(take(jobs, "s", 49)).isEmpty();
    assertThat(jobs.of(id).getFirst().error()).contains("away");
    assertThat(take(jobs, "s", 50).orElseThrow().attempts()).isEqualTo(2);
  }

  @Test
  default void what_a_server_had_waits_again_after_its_end_or_its_silence() {
    CloudJobs jobs = jobs();
    long id = jobs.add(wanted(1, 2), "ann", Via.API, at(1));
    take(jobs, "dead", 10);
    take(jobs, "alive", 10);
    jobs.release("dead", at(20));
    assertThat(take(jobs, "other", 20).orElseThrow().id()).isEqualTo(id);
    assertThat(jobs.goesOn(id + 1, "alive", at(100))).isTrue();
    assertThat(take(jobs, "other", 150).orElseThrow().id()).as("silent since 20").isEqualTo(id);
    assertThat(take(jobs, "other", 199)).isEmpty();
    assertThat(take(jobs, "other", 201).orElseThrow().id()).isEqualTo(id + 1);
    assertThat(jobs.goesOn(id + 1, "alive", at(202))).isFalse();
  }

  @Test
  default void what_is_cancelled_is_taken_by_nobody_and_does_not_go_on() {
    CloudJobs jobs = jobs();
    long id = jobs.add(wanted(1, 2, 3), "ann", Via.API, at(1));
    take(jobs, "s", 10);
    jobs.end(id, "s", State.DONE, Optional.empty(), at(11));
    take(jobs, "s", 12);
    jobs.cancel(id, at(13));
    assertThat(jobs.goesOn(id + 1, "s", at(14))).isFalse();
    jobs.end(id + 1, "s", State.DONE, Optional.empty(), at(15));
    assertThat(take(jobs, "s", 500)).isEmpty();
    assertThat(jobs.of(id))
        .extracting(CloudJob::state)
        .containsExactly(State.DONE, State.CANCELLED, State.CANCELLED);
  }

  @Test
  default void old_downloads_are_forgotten_but_for_open_ones_and_the_newest() {
    CloudJobs jobs = jobs();
    long over = jobs.add(wanted(1), "ann", Via.API, at(1));
    long open = jobs.add(wanted(2, 3), "ann", Via.API, at(2));
    long newest = jobs.add(wanted(4), "ann", Via.API, at(3));
    jobs.cancel(over, at(4));
    jobs.cancel(newest, at(4));
    take(jobs, "s", 5);
    jobs.end(open, "s", State.DONE, Optional.empty(), at(6));
    jobs.forget(at(100));
    assertThat(jobs.of(over)).isEmpty();
    assertThat(jobs.of(open)).hasSize(2);
    assertThat(jobs.of(newest)).hasSize(1);
  }

  @Test
  default void many_who_take_at_once_get_each_job_once() throws InterruptedException {
    CloudJobs jobs = jobs();
    jobs.add(wanted(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12), "ann", Via.API, at(1));
    Set<Long> taken = new ConcurrentSkipListSet<>();
    Set<String> twice = new ConcurrentSkipListSet<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String server = "s" + i;
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                for (Optional<CloudJob> job = take(jobs, server, 10);
                    job.isPresent();
                    job = take(jobs, server, 10)) {
                  if (!taken.add(job.get().id())) twice.add(job.get().name());
                }
              }));
    }
    for (Thread thread : threads) thread.join();
    assertThat(new TreeSet<>(taken)).hasSize(12);
    assertThat(twice).isEmpty();
  }
}
