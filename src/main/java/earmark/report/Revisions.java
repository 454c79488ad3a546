package earmark.report;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where it is kept what reports say. Each time somebody says something it is a revision, which
 * never changes; the ledger says which one is true, if any. So what a killed server left half done
 * is here and seen by nobody. Whatever is written is noted as unsettled until the ledger knows of
 * it.
 */
public interface Revisions {

  /** What a report says. */
  record Content(String title, String body, Optional<String> externalUrl, Instant timeBegan) {}

  /**
   * A report that was written down at some time; it may not exist, or not any more.
   *
   * @param source the report that it was copied from
   */
  record Known(int number, String guid, OptionalInt source, Instant created) {}

  /**
   * What a report said at some time.
   *
   * @param id its number; a later revision has a larger one, of whatever report
   * @param body absent if it was not asked for
   */
  record Revision(
      int id,
      int report,
      String title,
      Optional<String> body,
      Optional<String> externalUrl,
      Instant timeBegan) {}

  /** What was written down. */
  record Written(int report, int revision, Note note) {}

  /** A revision in which something was found. */
  record Hit(int report, int revision) {}

  /**
   * How often the part of a term stands in a text.
   *
   * @param titleOpen at the beginning of longer words, if it may be
   */
  record Count(int titleWhole, int titleOpen, int bodyWhole, int bodyOpen) {}

  /** How often each part of a term stands in a revision, and how long that is. */
  record Counts(long bodyBytes, List<Count> parts) {
    public Counts {
      parts = List.copyOf(parts);
    }
  }

  /**
   * Something to look after: a revision was written, or a report is to be deleted.
   *
   * @param id of the revision, or a number of its own
   * @param deletion whether the report is to be deleted
   */
  record Note(int id, int report, boolean deletion, Instant at) {}

  /** A revision that the ledger knows of, which may be the one of now. */
  record Settled(int report, int revision) {}

  /**
   * Writes a new report down, under a number that none ever had.
   *
   * @param settled what need not be looked after any more, see {@link #settle}
   */
  Written add(
      String guid, OptionalInt source, Content content, Instant now, Collection<Settled> settled);

  /** Writes down what else a report is to say. */
  Written revise(int report, Content content, Instant now, Collection<Settled> settled);

  OptionalInt number(String guid);

  /** The reports with these numbers, in no particular order. */
  List<Known> reports(Collection<Integer> numbers);

  /** The revisions with these numbers, in no particular order; missing ones are left out. */
  List<Revision> get(Collection<Integer> revisions, boolean withBodies);

  /** The revisions in which all parts of a term are; also some that are not true any more. */
  List<Hit> find(ReportTerm term);

  /** How often the parts of a term are in these revisions. */
  Map<Integer, Counts> count(ReportTerm term, Collection<Integer> revisions);

  /** Notes that a report is about to be deleted. */
  Note noteDeletion(int report, Instant now);

  /** All notes, in the order in which they were made. */
  List<Note> notes();

  /** Forgets notes of these revisions; older ones of their reports are not searched any more. */
  void settle(Collection<Settled> settled);

  /** Forgets a note, and the revision if it is of one, which never became true. */
  void drop(Note note);

  /** Removes all that a report said, and the notes on it; its number and guid stay known. */
  void remove(int report);

  /** Whether the words of the reports have to be written down anew, see {@link #index}. */
  boolean isIndexLost();

  /**
   * Writes the words of these revisions down anew.
   *
   * @param last whether the index is whole afterwards
   */
  void index(Collection<Integer> revisions, boolean last);
}
