package earmark.alert;

import earmark.sample.Deletions;
import earmark.sample.Finder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The way to webhooks: writes letters and carries them. Safe for any thread. */
public interface Post {

  /**
   * What a letter tells.
   *
   * @param alert its number; absent for a test
   */
  record Letter(
      String delivery,
      Subscription subscription,
      Optional<Long> alert,
      long fromSeq,
      long seq,
      Instant at,
      Told entered,
      Told left) {}

  /**
   * Samples that went one way.
   *
   * @param count of all of them
   * @param first the newest few, with their tags
   * @param removed those of the newest few that were removed, so that they have no tags
   */
  record Told(int count, List<Finder.Tagged> first, List<Deletions.Deleted> removed) {
    public static final Told NOTHING = new Told(0, List.of(), List.of());

    public Told {
      first = List.copyOf(first);
      removed = List.copyOf(removed);
    }
  }

  /** What came of sending. */
  sealed interface Result {
    record Answered(int status) implements Result {}

    /** There was no answer, or the address may not be called. */
    record Failed(String why) implements Result {}
  }

  /** The bytes of a letter. */
  byte[] write(Letter letter);

  /** Sends bytes once; returns within a bounded time. */
  Result send(Webhook webhook, String delivery, byte[] body);
}
