package earmark.analysis.worker;

import earmark.analysis.Analysed;
import earmark.analysis.Facts;
import earmark.analysis.format.Budget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/**
 * A pool of worker processes that read samples. Processes are started when they are first needed
 * and kept; one that hangs, dies or replies nonsense is replaced, and the sample that it was
 * reading gets a failure for its facts. For many threads, meant to be virtual ones: as many samples
 * are read at a time as there are workers, and the other callers wait.
 *
 * <p>A stronger jail than a process (namespaces, resource limits) belongs in front of {@link
 * #command}, as a prefix of the command line.
 */
public final class Workers implements AutoCloseable {
  private static final Duration START_DEADLINE = Duration.ofSeconds(60);

  private final WorkerSettings settings;
  private final List<String> command;
  private final Semaphore free;
  private final Deque<Child> idle = new ConcurrentLinkedDeque<>();
  private final Set<Child> all = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** At most {@code count} processes, at least one, of the program that runs now. */
  public Workers(int count, WorkerSettings settings) {
    this(count, settings, Worker.class.getName());
  }

  /** With another main class of the same class path. */
  Workers(int count, WorkerSettings settings, String mainClass) {
    this.settings = settings;
    this.command = command(settings, mainClass);
    this.free = new Semaphore(count, true);
  }

  private static List<String> command(WorkerSettings settings, String mainClass) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx" + settings.memoryMib() + "m",
        "-XX:+ExitOnOutOfMemoryError",
        // Its last words would otherwise come in the middle of a reply.
        "-XX:+DisplayVMOutputToStderr",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:-UsePerfData",
        "-cp",
        System.getProperty("java.class.path"),
        mainClass);
  }

  /** The facts of a file alone; see {@link #analyse(Path, Optional, Budget, Optional)}. */
  public Facts analyse(Path file) {
    return analyse(file, Optional.empty(), Budget.USUAL, Optional.empty()).facts();
  }

  /**
   * The facts of a file, or a failure within them, and what was taken out of it; blocks until a
   * worker is free and done. What the worker says and leaves in the folder is as untrusted as the
   * file.
   *
   * @param folder an empty one for the files inside
   * @param password the one that came with the file, instead of the usual ones
   * @throws UncheckedIOException if no worker can be started at all, which says nothing of the file
   * @throws IllegalStateException after {@link #close}
   */
  public Analysed analyse(
      Path file, Optional<Path> folder, Budget budget, Optional<String> password) {
    free.acquireUninterruptibly();
    try {
      Child child = child();
      Task task =
          new Task(file.toAbsolutePath(), folder.map(Path::toAbsolutePath), budget, password);
      Analysed done = child.analyse(task, settings.deadline());
      if (closed || !child.isUsable(settings.recycleAfter())) discard(child);
      else idle.push(child);
      return done;
    } finally {
      free.release();
    }
  }

  private Child child() {
    if (closed) throw new IllegalStateException("the workers are closed");
    for (Child child = idle.poll(); child != null; child = idle.poll()) {
      if (child.isUsable(settings.recycleAfter())) return child;
      discard(child);
    }
    try {
      Child child = Child.start(command);
      all.add(child);
      if (child.awaitReady(START_DEADLINE)) return child;
      discard(child);
      throw new IOException("a worker does not start: " + command.getFirst());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void discard(Child child) {
    all.remove(child);
    child.end();
  }

  /** Kills all workers. A sample that is being read gets {@link Facts#CRASHED}. */
  @Override
  public void close() {
    closed = true;
    for (Child child : all) discard(child);
    idle.clear();
  }
}
