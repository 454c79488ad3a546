package earmark.exchange;

import earmark.sample.Digests;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Something with tags, as it leaves. */
public sealed interface Carrier {

  /** The tags of it that the caller sees and asked for; at least one. */
  List<Label> labels();

  /**
   * A sample.
   *
   * @param name may be empty
   */
  record OfSample(
      Digests digests, String name, Instant firstSeen, Instant lastSeen, List<Label> labels)
      implements Carrier {
    public OfSample {
      labels = List.copyOf(labels);
    }
  }

  /**
   * A report.
   *
   * @param guid its id, a UUID
   * @param enclave the id of the enclave that it is in
   * @param indicators the indicators in it
   */
  record OfReport(
      String guid,
      String enclave,
      String title,
      Optional<String> body,
      Instant created,
      Instant updated,
      List<Reference> indicators,
      List<Label> labels)
      implements Carrier {
    public OfReport {
      labels = List.copyOf(labels);
      indicators = List.copyOf(indicators);
    }
  }

  /** What tells an indicator: its id, and the name of its type as in {@link OfIndicator}. */
  record Reference(String guid, String type) {}

  /**
   * An indicator, with its tags in one enclave.
   *
   * @param guid its id, a UUID, the same in every enclave
   * @param type its name in the API of TruSTAR, such as {@code EMAIL_ADDRESS}
   */
  record OfIndicator(
      String guid,
      String enclave,
      String type,
      String value,
      Instant firstSeen,
      Instant lastSeen,
      List<Label> labels)
      implements Carrier {
    public OfIndicator {
      labels = List.copyOf(labels);
    }
  }
}
