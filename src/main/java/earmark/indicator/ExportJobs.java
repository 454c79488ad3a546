package earmark.indicator;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Where jobs are kept that write metadata, with what they have written. */
public interface ExportJobs {

  /**
   * A job.
   *
   * @param account the number of the account that started it
   * @param beat when it last said that it is running
   */
  record Job(
      String guid, int account, MetadataExports.State state, Instant created, Instant beat) {}

  /**
   * Notes a job that is running, and forgets the oldest of the account beyond so many.
   *
   * @param keep how many jobs of an account are kept, with this one
   */
  void start(Job job, int keep);

  Optional<Job> find(String guid);

  /** Adds what was written, and says that the job is running; false if it isn't any more. */
  boolean add(String guid, String text, Instant now);

  /** Ends a job that is running. */
  void end(String guid, MetadataExports.State state);

  /** All that a job has written, in order. */
  void read(String guid, Consumer<String> part);
}
