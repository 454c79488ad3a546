package earmark.report;

import earmark.access.Caller;
import earmark.refusal.Refusal;
import java.util.List;
import java.util.Set;

/**
 * Finds reports among those that the caller reads; totals and orders depend on nothing else. All of
 * these throw {@link Refusal.Forbidden} if the filter names an enclave that he can't read.
 */
public final class ReportSearch {
  /** How an answer is sorted. */
  public enum Sort {
    /** Last changed first. */
    UPDATED,
    /** Best first, judged by each report alone; equals by their last change. */
    RELEVANCE
  }

  /** A name of a tag, and on how many reports of an answer it is. */
  public record Counted(String name, int count) {}

  /**
   * The reports that changed last, newest first, with their bodies: the window moves as the caller
   * asks again with {@code to} before the last. A page ends between two moments, so it may be
   * longer than asked.
   */
  public ReportPage latest(Caller caller, ReportFilter filter, int limit) {
    throw new UnsupportedOperationException();
  }

  /**
   * One numbered page, without bodies.
   *
   * @param page from 0
   */
  public ReportPage search(Caller caller, ReportFilter filter, Sort sort, int page, int size) {
    throw new UnsupportedOperationException();
  }

  /** The tags on most of the reports that are found; larger numbers first, then by name. */
  public List<Counted> facets(Caller caller, ReportFilter filter, int limit) {
    throw new UnsupportedOperationException();
  }

  /**
   * The reports that tell of one of these indicators, last changed first, without bodies.
   *
   * @param values of the indicators, as typed
   * @param enclaves none for all that the caller reads
   */
  public ReportPage correlated(
      Caller caller, Set<String> values, Set<String> enclaves, int page, int size) {
    throw new UnsupportedOperationException();
  }
}
