package earmark.cloud;

import earmark.sample.SampleHash;
import earmark.search.Order;
import earmark.search.Query;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A remote source of samples. It may be slow or away, so nobody may ask it who has something to
 * answer from here. Safe for any thread.
 */
public interface Cloud extends AutoCloseable {
  /** What people call it, with its host: {@code Spectra Intelligence at data.example.org}. */
  String name();

  /** How many samples a page may have at most. */
  int pageMax();

  /** One page of what it has; takes twice its timeout at most. */
  Found search(Ask ask);

  /**
   * Receives the bytes of a sample, which nobody has checked; one attempt.
   *
   * @param receiver what it throws ends the attempt and is thrown on
   */
  Fetched fetch(SampleHash hash, Receiver receiver);

  @Override
  void close();

  /**
   * What a cloud is asked.
   *
   * @param query what may leave; see {@link Outgoing}
   * @param page from 1
   */
  record Ask(Query query, Order order, int page, int limit) {}

  /** What a search came to. */
  sealed interface Found {
    /**
     * One page.
     *
     * @param total how many there are in all, as far as the cloud tells
     * @param more whether there is a following page
     */
    record Page(long total, List<CloudSample> samples, boolean more) implements Found {
      public static final Page NONE = new Page(0, List.of(), false);

      public Page {
        samples = List.copyOf(samples);
      }
    }

    /** The cloud is there but can't be asked this. */
    record Refused(String reason) implements Found {}

    /** There is no answer, and this is why. */
    record Unavailable(String reason) implements Found {}
  }

  /** What an attempt to download came to. */
  sealed interface Fetched {
    /**
     * All bytes were received.
     *
     * @param name of the file; may be empty
     */
    record Whole(String name) implements Fetched {}

    /** The cloud does not have the bytes, or does not give them away; trying again is in vain. */
    record Absent(String reason) implements Fetched {}

    /**
     * It did not work this time.
     *
     * @param patience how long the cloud asks to be left alone
     */
    record Unavailable(String reason, Optional<Duration> patience) implements Fetched {}
  }

  /** Where the bytes of a sample go. */
  interface Receiver {
    void piece(byte[] bytes, int from, int length);

    /** Whether more is wanted. */
    boolean goesOn();
  }
}
