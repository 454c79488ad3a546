package earmark.report;

import earmark.access.Caller;
import earmark.ledger.RequestKey;
import earmark.ledger.Via;
import earmark.refusal.Refusal;
import earmark.tag.IntelTagName;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tags of reports: who sees a report sees them, who may update it may change them. */
public final class ReportTags {

  /**
   * What is asked for. A name in both lists is taken off first, so it is there afterwards.
   *
   * @param add names to put on
   * @param remove names to take off, in any spelling; those that are not there make no difference
   * @param reason why, in the caller's words
   */
  public record Edit(Set<IntelTagName> add, Set<String> remove, Optional<String> reason) {
    public static final int REASON_MAX = 10_000;

    public Edit {
      add = new LinkedHashSet<>(add);
      Set<String> names = new LinkedHashSet<>();
      for (String name : remove) names.add(IntelTagName.canonical(name));
      remove = names;
    }
  }

  /** The tag of a name in use on reports of an enclave. */
  public record InUse(String name, String enclave) {}

  /**
   * What a change of tags did.
   *
   * @param report the report afterwards, without its body
   * @param operation the id of the operation, for {@link #undo}; absent if nothing changed
   */
  public record Altered(
      Report report, Optional<String> operation, List<String> added, List<String> removed) {}

  /**
   * An operation on a report, as its readers see it.
   *
   * @param id says nothing of other operations
   * @param what such as {@code submitted}, {@code updated}, {@code tagged}, {@code moved}
   * @param report the guid of the report
   * @param undoneBy the operation that took it back and still stands
   */
  public record Step(
      String id,
      Instant at,
      String by,
      Via via,
      Optional<String> reason,
      String what,
      String report,
      List<String> added,
      List<String> removed,
      Optional<String> undoneBy) {}

  /** A report with the names of its tags, sorted. */
  public record Tagged(Report report, List<String> tags) {}

  /** The tags of a report, sorted; at a moment of the past if one is given. */
  public Tagged tags(Caller caller, ReportRef ref, Optional<Instant> asOf) {
    throw new UnsupportedOperationException();
  }

  /**
   * Takes tags off and puts tags on, all at once or, if it is refused, nothing. The report counts
   * as updated if the set is another one afterwards.
   *
   * @throws Refusal.TooLarge if it would have too many tags
   */
  public Altered alter(
      Caller caller, Via via, ReportRef ref, Edit edit, Optional<RequestKey> key) {
    throw new UnsupportedOperationException();
  }

  /**
   * All tags in use, by name, then by the id of the enclave.
   *
   * @param enclaves none for all that the caller reads
   * @throws Refusal.Forbidden if he can't read one of them
   */
  public List<InUse> all(Caller caller, Set<String> enclaves) {
    throw new UnsupportedOperationException();
  }

  /** What was done to a report, newest first: since it is where the caller may read. */
  public List<Step> history(Caller caller, ReportRef ref, Optional<String> before, int limit) {
    throw new UnsupportedOperationException();
  }

  /** What was done with a tag of this name on reports that the caller reads, newest first. */
  public List<Step> historyOfTag(Caller caller, String name, Optional<String> before, int limit) {
    throw new UnsupportedOperationException();
  }

  /** Takes an operation on the tags of a report back; needs the right to update the report. */
  public Altered undo(
      Caller caller,
      Via via,
      ReportRef ref,
      String operation,
      Optional<String> reason,
      Optional<RequestKey> key) {
    throw new UnsupportedOperationException();
  }
}
