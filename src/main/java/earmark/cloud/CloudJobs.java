package earmark.cloud;

import earmark.ledger.Via;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the jobs are kept. Several servers may share them. */
public interface CloudJobs {

  /**
   * How a download as a whole stands.
   *
   * @param counts of its jobs in each state
   */
  record Summary(
      long download,
      String askedBy,
      Instant askedAt,
      Map<CloudJob.State, Integer> counts,
      Instant changedAt) {
    public Summary {
      counts = Map.copyOf(counts);
    }
  }

  /** Adds a job for each sample and answers the number of the download. */
  long add(List<CloudJob.Wanted> wanted, String askedBy, Via via, Instant now);

  /**
   * Takes the next job that is due, or whose server was not heard of since some moment; it runs and
   * is counted as an attempt.
   *
   * @param server who takes it
   */
  Optional<CloudJob> take(String server, Instant now, Instant lostBefore);

  /** Notes that a job goes on; whether it is still the server's. */
  boolean goesOn(long id, String server, Instant now);

  /** Ends a running job of a server. */
  void end(long id, String server, CloudJob.State state, Optional<String> error, Instant now);

  /** Makes a running job of a server wait for its next attempt. */
  void postpone(long id, String server, Optional<String> error, Instant due, Instant now);

  /** Makes all jobs wait again that a server had when it ended. */
  void release(String server, Instant now);

  /** Cancels what is not over yet of a download. */
  void cancel(long download, Instant now);

  /** The jobs of a download, in order; none if there is no such. */
  List<CloudJob> of(long download);

  /** The newest downloads, newest first. */
  List<Summary> newest(int limit);

  /** How many jobs are not over. */
  int open();

  /** Forgets downloads that were asked for before a moment and of which nothing is open. */
  void forget(Instant before);
}
