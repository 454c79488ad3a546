package earmark.bench;

import earmark.bench.side.Side;
import earmark.bench.side.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/**
 * One-tag writes by some writers at once, each waiting for its answer before it writes again. After
 * a round the slower sides do what the fastest one was ahead, so that all hold the same.
 */
final class WriteMeasure {
  private final Side side;
  private final int writers;
  private final Writes writes;
  private long next;
  private long timed;
  private long timedNanos;
  private Latencies latencies = new Latencies();

  WriteMeasure(Side side, int writers, Writes writes) {
    this.side = side;
    this.writers = writers;
    this.writes = writes;
  }

  Side side() {
    return side;
  }

  /** How many writes it has done. */
  long done() {
    return next;
  }

  /** Writes in a second, over all rounds. */
  double perSecond() {
    return timed / (timedNanos / 1e9);
  }

  Latencies latencies() {
    return latencies;
  }

  /** Leaves out of the figures what was measured until now. */
  void forget() {
    timed = 0;
    timedNanos = 0;
    latencies = new Latencies();
  }

  void round(int seconds) {
    long before = next;
    long start = System.nanoTime();
    run(start + seconds * 1_000_000_000L, latencies);
    timedNanos += System.nanoTime() - start;
    timed += next - before;
  }

  void catchUp(long end) {
    if (next < end) side.catchUp(LongStream.range(next, end).mapToObj(writes::at).toList());
    next = Math.max(next, end);
  }

  private void run(long until, Latencies into) {
    AtomicLong places = new AtomicLong(next);
    AtomicLong last = new AtomicLong(next);
    try (ExecutorService threads = Executors.newThreadPerTaskExecutor(side.threads())) {
      List<Future<Latencies>> running = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        running.add(threads.submit(() -> writer(places, last, until)));
      }
      for (Future<Latencies> writer : running) into.addAll(writer.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while writing", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(side.name() + " could not write", e);
    }
    next = last.get();
  }

  private Latencies writer(AtomicLong places, AtomicLong last, long until) {
    Latencies mine = new Latencies();
    try (Side.Writer writer = side.writer()) {
      while (System.nanoTime() < until) {
        long place = places.getAndIncrement();
        Write write = writes.at(place);
        long start = System.nanoTime();
        writer.add(write);
        mine.add(System.nanoTime() - start);
        last.accumulateAndGet(place + 1, Math::max);
      }
    }
    return mine;
  }
}
