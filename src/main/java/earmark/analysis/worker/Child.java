package earmark.analysis.worker;

import earmark.analysis.Analysed;
import earmark.analysis.Facts;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One worker process, seen from the server. For one sample at a time. */
final class Child {
  private final Process process;
  private final DataInputStream replies;
  private final DataOutputStream requests;
  private int served;
  private boolean usable = true;

  private Child(Process process) {
    this.process = process;
    replies = new DataInputStream(new BufferedInputStream(process.getInputStream()));
    requests = new DataOutputStream(process.getOutputStream());
  }

  /**
   * Starts a process without any of our environment: no secret may reach hostile bytes. The locale
   * stays, or paths beyond ASCII could not be opened.
   *
   * @throws IOException if there is no such program
   */
  static Child start(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().put("LC_ALL", "C.UTF-8");
    return new Child(builder.start());
  }

  boolean isUsable(int recycleAfter) {
    return usable && served < recycleAfter && process.isAlive();
  }

  /** Waits for the first message; a process that doesn't send it is killed and no longer usable. */
  boolean awaitReady(Duration deadline) {
    Watch watch = new Watch(deadline);
    try {
      usable = Frames.read(replies).equals(Worker.READY);
    } catch (IOException e) {
      usable = false;
    } finally {
      watch.stop();
    }
    if (!usable) kill();
    return usable;
  }

  /** Does a task. Whatever goes wrong is a failure in the facts, and the end of this process. */
  Analysed analyse(Task task, Duration deadline) {
    served++;
    Watch watch = new Watch(deadline);
    try {
      task.write(requests);
      Facts facts = Facts.parse(Frames.read(replies));
      Analysed done = new Analysed(facts, paths(task));
      usable = !watch.fired();
      return done;
    } catch (Frames.OversizedFrame | IllegalArgumentException e) {
      usable = false;
      return Analysed.failed(Facts.GARBLED);
    } catch (IOException e) {
      usable = false;
      return Analysed.failed(watch.fired() ? Facts.TIMEOUT : Facts.CRASHED);
    } finally {
      watch.stop();
      if (!usable) kill();
    }
  }

  private List<String> paths(Task task) throws IOException {
    int count = Integer.parseInt(Frames.read(replies));
    if (count < 0 || count > task.budget().files()) throw new IllegalArgumentException("files");
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < count; i++) paths.add(Frames.read(replies, Task.PATH_BYTES_MAX));
    return paths;
  }

  void kill() {
    usable = false;
    process.destroyForcibly();
  }

  /** Kills, and waits until the process is gone, but not forever. */
  void end() {
    kill();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Kills the process at the deadline, which ends the wait for its reply. */
  private final class Watch {
    private final Thread thread;
    private volatile boolean fired;

    Watch(Duration deadline) {
      thread =
          Thread.ofVirtual()
              .name("worker deadline")
              .start(() -> {
                try {
                  Thread.sleep(deadline);
                } catch (InterruptedException e) {
                  return; // the reply came in time
                }
                fired = true;
                process.destroyForcibly();
              });
    }

    boolean fired() {
      return fired;
    }

    void stop() {
      thread.interrupt();
    }
  }
}
