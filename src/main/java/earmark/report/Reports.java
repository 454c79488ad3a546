package earmark.report;

import earmark.access.Caller;
import earmark.ledger.Via;
import earmark.refusal.Refusal;
import earmark.tag.IntelTagName;
import java.util.Optional;
import java.util.Set;

/**
 * The life of reports. Each change is one operation of the ledger, made after what the report says
 * is kept, so it is there whole or not at all, and visible at once.
 *
 * <p>All of these throw {@link Refusal.NotFound} for a report or enclave that the caller can't
 * read, {@link Refusal.Forbidden} if he may not do this there, {@link Refusal.TooLarge} above a
 * limit, {@link Refusal.Conflict} if the enclave has another report with the external id, or if an
 * external id means several reports.
 */
public final class Reports {
  /** What becomes of the body that a report has. */
  public enum Mode {
    /** The new one takes its place. */
    OVERRIDE,
    /** The new one is put behind it. */
    APPEND
  }

  /** How far a report that somebody submitted is. */
  public enum Status {
    SUBMISSION_SUCCESS
  }

  /** Submits a report; needs the right to create in the enclave. */
  public Report submit(Caller caller, Via via, String enclave, Submission submission) {
    throw new UnsupportedOperationException();
  }

  /**
   * Updates the report if there is one, else submits it.
   *
   * @param ref absent to submit a new one
   * @throws Refusal.NotFound also if a guid names no report that the caller sees
   */
  public Report upsert(
      Caller caller,
      Via via,
      Optional<ReportRef> ref,
      String enclave,
      Submission submission,
      Mode mode) {
    throw new UnsupportedOperationException();
  }

  /**
   * Says something else in a report; its tags stay. Needs the right to update.
   *
   * @param enclave where it is to be from now on; absent to leave it where it is, else as {@link
   *     #move}
   */
  public Report update(
      Caller caller, Via via, ReportRef ref, Optional<String> enclave, Submission submission) {
    throw new UnsupportedOperationException();
  }

  /** The report with its body; needs the right to read. */
  public Report get(Caller caller, ReportRef ref) {
    throw new UnsupportedOperationException();
  }

  /** How far a report is; it is done as soon as it was submitted. */
  public Status status(Caller caller, ReportRef ref) {
    throw new UnsupportedOperationException();
  }

  /** Deletes a report with its tags; needs the right to update. */
  public void delete(Caller caller, Via via, ReportRef ref) {
    throw new UnsupportedOperationException();
  }

  /**
   * Copies a report with its tags; needs the right to read it and to create in the destination. The
   * copy has the external id too, if that is free there.
   */
  public Report copy(Caller caller, Via via, ReportRef ref, String destination) {
    throw new UnsupportedOperationException();
  }

  /** A copy that says something else and has other tags; it only remembers where it is from. */
  public Report copyAs(
      Caller caller,
      Via via,
      ReportRef ref,
      String destination,
      Submission submission,
      Set<IntelTagName> tags) {
    throw new UnsupportedOperationException();
  }

  /** Moves a report with its tags; needs the right to update it, and to create where it goes. */
  public Report move(Caller caller, Via via, ReportRef ref, String destination) {
    throw new UnsupportedOperationException();
  }
}
