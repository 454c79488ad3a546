package earmark.sample;

import earmark.analysis.Analyser;
import earmark.analysis.Facts;
import earmark.analysis.catalogue.Catalogue;
import earmark.analysis.catalogue.GivenTag;
import earmark.analysis.worker.Workers;
import earmark.index.Index;
import earmark.ledger.Change;
import earmark.ledger.Ledger;
import earmark.ledger.Operation;
import earmark.ledger.State;
import earmark.ledger.Via;
import earmark.refusal.Refusal;
import earmark.search.Column;
import earmark.search.Query;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.things.ThingSet;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has samples analysed, one after the other, off the request. What waits is kept by the store, so a
 * restart, or another server, goes on where a run stopped; every step can be repeated.
 */
public final class AnalysisQueue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AnalysisQueue.class);
  private static final int ATTEMPTS_MAX = 2;
  private static final int DESCRIBED_AT_ONCE = 500;

  /** How often samples are looked for that wait though nobody has them in hand. */
  private static final Duration SWEEP = Duration.ofMinutes(5);

  /** Failures that may be due to the moment and not to the sample. */
  private static final Set<String> RETRIED =
      Set.of(Facts.TIMEOUT, Facts.CRASHED, Facts.GARBLED, Facts.UNWRITABLE);

  private final Samples samples;
  private final ExtractedFiles extracted;
  private final Extraction extraction;
  private final Workers workers;
  private final Catalogue catalogue;
  private final Ledger ledger;
  private final Index index;
  private final InstantSource clock;
  private final AnalysisLine waiting = new AnalysisLine();
  private final Set<Integer> working = ConcurrentHashMap.newKeySet();
  private Set<Integer> seenBySweep = Set.of();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closing;

  public AnalysisQueue(
      Samples samples,
      ExtractedFiles extracted,
      SampleFiles files,
      Workers workers,
      TreeLimits limits,
      Catalogue catalogue,
      Ledger ledger,
      Index index,
      InstantSource clock) {
    this.samples = samples;
    this.extracted = extracted;
    this.extraction = new Extraction(extracted, files, workers, limits, clock);
    this.workers = workers;
    this.catalogue = catalogue;
    this.ledger = ledger;
    this.index = index;
    this.clock = clock;
  }

  /** See {@link Extraction#inside}. */
  Extraction.Inside inside(SampleFiles.Incoming archive, String password) throws IOException {
    return extraction.inside(archive, password);
  }

  /** Takes up what was left waiting and starts as many threads as there are workers. */
  public void start(int threadCount) {
    describeAll();
    samples.queueThoseOfOtherCatalogues(catalogue.version());
    for (int sample : samples.queued()) waiting.add(sample, false);
    for (int i = 0; i < threadCount; i++) {
      threads.add(Thread.ofVirtual().name("analysis-" + i).start(this::work));
    }
    threads.add(Thread.ofVirtual().name("sweep").start(this::keepSweeping));
  }

  private void keepSweeping() {
    while (!closing) {
      try {
        Thread.sleep(SWEEP);
        sweep();
      } catch (Refusal refusal) {
        LOG.warn("Samples that wait for long are looked for later: {}", refusal.reason());
      } catch (RuntimeException e) {
        if (!closing) LOG.error("Samples that wait for long are looked for later.", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /**
   * Takes up samples that waited already at the last sweep and are not in this server's hands: the
   * server that had them may have died, or have failed at them. Another server may do the same,
   * which does no harm; the order is random so that it seldom takes the same one.
   */
  synchronized void sweep() {
    Set<Integer> queued = new HashSet<>(samples.queued());
    List<Integer> left = new ArrayList<>(queued);
    left.retainAll(seenBySweep);
    waiting.removeFrom(left);
    left.removeAll(working);
    Collections.shuffle(left);
    for (int sample : left) waiting.add(sample, true);
    seenBySweep = queued;
  }

  void add(Sample sample) {
    waiting.add(sample.number(), !sample.submitted());
  }

  /** Tells the index of samples that came before it could be told anything but tags. */
  private void describeAll() {
    Query undescribed = new Query.Not(new Query.InRange(Column.SIZE_BYTES, 0, Long.MAX_VALUE));
    int[] numbers = index.things(undescribed).toArray();
    for (int from = 0; from < numbers.length; from += DESCRIBED_AT_ONCE) {
      int to = Math.min(numbers.length, from + DESCRIBED_AT_ONCE);
      List<Sample> some = samples.get(Arrays.stream(numbers, from, to).boxed().toList());
      ledger.append(
          Operation.ofEarmark(
              Via.ANALYSIS,
              state -> {
                List<Change> changes = new ArrayList<>();
                for (Sample sample : some) {
                  Description.of(sample).change(state, sample.number()).ifPresent(changes::add);
                }
                return changes;
              }));
    }
  }

  /**
   * Has a sample read again from its bytes. Its System Tags stay until the new ones replace them,
   * in one entry, and so does what was extracted from it; its User Tags are not touched.
   */
  public void reanalyse(Sample sample) {
    samples.requeue(sample.number());
    waiting.add(sample.number(), false);
  }

  /** Stops at once; what was not finished is taken up at the next start. */
  @Override
  public void close() {
    closing = true;
    threads.forEach(Thread::interrupt);
    workers.close();
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void work() {
    while (!closing) {
      try {
        int number = waiting.take();
        working.add(number);
        try {
          analyse(number);
        } catch (Refusal refusal) {
          LOG.warn("Sample {} is tried again later: {}", number, refusal.reason());
        } catch (RuntimeException e) {
          if (!closing) LOG.error("Sample {} is tried again later.", number, e);
        } finally {
          working.remove(number);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void analyse(int number) {
    Optional<Sample> waitingSample =
        samples.get(List.of(number)).stream()
            .filter(sample -> sample.status() == Sample.Status.QUEUED && index.exists(number))
            .findFirst();
    if (waitingSample.isEmpty()) return; // done meanwhile, or its upload was never completed
    Sample sample = waitingSample.get();
    Optional<Facts> known = usableFacts(number);
    Facts facts;
    if (known.isPresent()) {
      facts = known.get();
    } else {
      int attempt = samples.countAttempt(number);
      facts = extraction.read(sample);
      if (closing) return;
      if (RETRIED.contains(facts.failure()) && attempt < ATTEMPTS_MAX) {
        add(sample);
        return;
      }
    }
    samples.keep(
        number,
        new Analysis(
            Analyser.VERSION,
            catalogue.version(),
            clock.instant(),
            facts.toJson(),
            facts.failure().isEmpty() ? Optional.empty() : Optional.of(facts.failure())));
    List<Sample> inside = inside(number);
    tell(number, catalogue.tags(facts), Description.of(facts), inside);
    samples.done(
        number,
        facts.failure().isEmpty() ? Sample.Status.PROCESSED : Sample.Status.FAILED,
        facts.sampleType());
    for (Sample file : inside) {
      if (file.status() == Sample.Status.QUEUED) add(file);
    }
  }

  /** Facts that this engine found before; a new catalogue alone needs no new analysis. */
  private Optional<Facts> usableFacts(int number) {
    return samples
        .analysis(number)
        .filter(analysis -> analysis.failure().isEmpty())
        .flatMap(Analysis::readable);
  }

  /** The files of a container itself, each once. */
  private List<Sample> inside(int container) {
    return samples.get(
        extracted.in(container, 0, Integer.MAX_VALUE).stream()
            .map(ExtractedFiles.Relation::file)
            .distinct()
            .toList());
  }

  /**
   * Tells the ledger what an analysis found, in one entry: the files that were extracted and are
   * new, the new System Tags in place of the old ones, what can be searched, and how many files are
   * now in it and in the containers around it; and the verdict that follows from them.
   */
  private void tell(
      int number, List<GivenTag> given, Description description, List<Sample> inside) {
    Set<Tag> wanted = new LinkedHashSet<>();
    for (GivenTag tag : given) wanted.add(Tag.system(tag.tag()));
    ThingSet sample = ThingSet.of(number);
    Set<Integer> containers = extracted.above(number);
    containers.add(number);
    Map<Integer, Integer> counts = extracted.treeCounts(containers);
    ThingSet files = ThingSet.of(inside.stream().mapToInt(Sample::number).toArray());
    Family family = Family.of(extracted, sample);
    ledger.append(
        Operation.ofEarmark(
            Via.ANALYSIS,
            state -> {
              if (!state.all().contains(number)) return List.of(); // deleted meanwhile
              List<Change> changes = new ArrayList<>();
              ThingSet arrived = files.andNot(state.all());
              if (!arrived.isEmpty()) changes.add(new Change.Arrived(Thing.SAMPLE, arrived));
              for (Sample file : inside) {
                if (file.number() == number) continue; // described below
                Description.of(file).change(state, file.number()).ifPresent(changes::add);
              }
              changes.addAll(replacement(state, sample, number, wanted));
              description
                  .and(Description.ofFileCount(counts.getOrDefault(number, 0)))
                  .change(state, number)
                  .ifPresent(changes::add);
              counts.forEach((container, n) -> {
                if (container == number || !state.all().contains(container)) return;
                Description.ofFileCount(n).change(state, container).ifPresent(changes::add);
              });
              changes.addAll(VerdictRules.changes(state, Map.of(), family));
              return changes;
            }));
  }

  private static List<Change> replacement(
      State state, ThingSet sample, int number, Set<Tag> wanted) {
    List<Change> changes = new ArrayList<>();
    List<Tag> present = state.tags(number);
    for (Tag tag : present) {
      if (tag.kind() == Tag.Kind.SYSTEM && !wanted.contains(tag)) {
        changes.add(new Change.Tagged(tag, ThingSet.none(), sample, 0, 0));
      }
    }
    for (Tag tag : wanted) {
      if (!present.contains(tag)) {
        changes.add(new Change.Tagged(tag, sample, ThingSet.none(), 0, 0));
      }
    }
    return changes;
  }
}
