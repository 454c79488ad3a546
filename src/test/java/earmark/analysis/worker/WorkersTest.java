package earmark.analysis.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import earmark.analysis.Analyser;
import earmark.analysis.Facts;
import earmark.analysis.Fixtures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
@Isolated // it counts the processes that this one started
class WorkersTest {
  private static final WorkerSettings GENEROUS =
      new WorkerSettings(128, Duration.ofSeconds(60), 500);
  private static final WorkerSettings IMPATIENT =
      new WorkerSettings(64, Duration.ofSeconds(6), 500);

  @TempDir Path folder;
  private long childrenBefore;

  @BeforeEach
  void countChildren() {
    childrenBefore = children();
  }

  @AfterEach
  void noChildIsLeftBehind() {
    assertThat(children()).isLessThanOrEqualTo(childrenBefore);
  }

  private static long children() {
    return ProcessHandle.current().children().filter(ProcessHandle::isAlive).count();
  }

  private Path file(String name) throws IOException {
    return Files.writeString(folder.resolve(name), "something to read\n");
  }

  @Test
  void a_worker_reads_the_same_facts_as_the_analyser_in_process() {
    try (Workers workers = new Workers(1, GENEROUS)) {
      for (String name : List.of("hello-x86.exe", "hello-elf64", "jna.jar", "strings.txt")) {
        Path file = Fixtures.file(name);
        assertThat(workers.analyse(file)).as(name).isEqualTo(Analyser.analyse(file));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "hang, timeout",
    "spin, timeout",
    "crash, crashed",
    "memory, crashed",
    "half, crashed",
    "garbage, garbled",
    "extra, garbled",
    "oversized, garbled",
    "negative, garbled",
    "many, garbled",
    "counts, garbled",
    "longwinded, garbled",
  })
  void a_file_that_ruins_its_worker_costs_one_attempt_and_the_next_is_read(
      String name, String failure) throws IOException {
    WorkerSettings settings = failure.equals(Facts.TIMEOUT) ? IMPATIENT : GENEROUS;
    try (Workers workers = new Workers(1, settings, HostileWorker.class.getName())) {
      assertThat(workers.analyse(file(name)).failure()).isEqualTo(failure);
      assertThat(workers.analyse(file("ordinary"))).isEqualTo(Analyser.analyse(file("ordinary")));
    }
  }

  @ParameterizedTest
  @CsvSource({"chatter", "secrets"})
  void what_a_worker_prints_is_dropped_and_it_knows_nothing_of_our_environment(String name)
      throws IOException {
    try (Workers workers = new Workers(1, GENEROUS, HostileWorker.class.getName())) {
      assertThat(workers.analyse(file(name)).failure()).isEmpty();
    }
  }

  @Test
  void many_callers_share_few_workers() throws Exception {
    Path file = Fixtures.file("hello-elf64");
    Facts expected = Analyser.analyse(file);
    try (Workers workers = new Workers(2, new WorkerSettings(64, Duration.ofSeconds(60), 7));
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Facts>> answers = new ArrayList<>();
      for (int i = 0; i < 40; i++) answers.add(callers.submit(() -> workers.analyse(file)));
      for (Future<Facts> answer : answers) assertThat(answer.get()).isEqualTo(expected);
      assertThat(children() - childrenBefore).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void a_path_beyond_ascii_is_read() throws IOException {
    try (Workers workers = new Workers(1, GENEROUS)) {
      assertThat(workers.analyse(file("ürgs-样本"))).isEqualTo(Analyser.analyse(file("ürgs-样本")));
    }
  }

  @Test
  void a_missing_file_is_unreadable() {
    try (Workers workers = new Workers(1, GENEROUS)) {
      assertThat(workers.analyse(folder.resolve("gone")).failure()).isEqualTo(Facts.UNREADABLE);
    }
  }

  @Test
  void that_no_worker_starts_is_not_the_fault_of_the_file() throws IOException {
    Path file = file("ordinary");
    try (Workers workers = new Workers(1, GENEROUS, "earmark.no.such.Program")) {
      assertThatThrownBy(() -> workers.analyse(file)).isInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  void after_closing_nothing_is_read() throws IOException {
    Path file = file("ordinary");
    Workers workers = new Workers(1, GENEROUS);
    workers.close();
    assertThatThrownBy(() -> workers.analyse(file)).isInstanceOf(IllegalStateException.class);
  }
}
