package earmark.index;

import earmark.search.Column;
import earmark.search.Order;
import earmark.search.Query;
import earmark.tag.Tag;
import earmark.things.ThingSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What can be asked of the tags and columns as they stand at one moment. */
public interface Answers {

  /** The number of the last entry that the answers know of, 0 before the first. */
  long seq();

  /**
   * One page of the samples that a query finds.
   *
   * @param after where the page before ended; absent for the first
   * @param limit how many are listed at most
   */
  Found find(Query query, Order order, Optional<Cursor> after, int limit);

  /**
   * One page of the same list by its place, for clients that count pages. It takes the longer the
   * deeper the page is, and shifts while samples come and go.
   *
   * @param skipped how many samples stand before it
   * @param limit how many are listed at most
   */
  Found find(Query query, Order order, int skipped, int limit);

  /** All samples that a query finds. */
  ThingSet samples(Query query);

  /** Whether there is a sample with this number. */
  boolean exists(int sample);

  /** The tags of one sample, in no particular order; none if it does not exist. */
  List<Tag> tags(int sample);

  /** The values of a sample in a column, numbers in decimal; none if it is unknown. */
  List<String> values(int sample, Column column);

  /**
   * Tags in use that contain the text, in any case: those that start with it first, then those on
   * more samples, then by name.
   */
  List<Counted> suggest(String text, Set<Tag.Kind> kinds, int limit);

  /**
   * The tags on most of the samples that a query finds, with the number of those samples: larger
   * numbers first, then by name.
   */
  List<Counted> facets(Query query, Set<Tag.Kind> kinds, int limit);

  /**
   * One page of an answer.
   *
   * @param total how many samples the query finds in all, exactly
   * @param next where the next page begins, if there is one
   */
  record Found(long total, List<Row> rows, Optional<Cursor> next) {
    public Found {
      rows = List.copyOf(rows);
    }
  }

  /** A sample that was found, with its tags as they were at that moment. */
  record Row(int sample, List<Tag> tags) {
    public Row {
      tags = List.copyOf(tags);
    }
  }

  /**
   * The last sample of a page. The next page holds what is sorted behind it, even if it is not
   * found any more, so pages fit together while samples come and change.
   *
   * @param value its value in the column that the answer is sorted by, numbers in decimal; empty if
   *     it has none or the answer is sorted by arrival
   */
  record Cursor(String value, int sample) {}

  /** A tag in use, and on how many samples. */
  record Counted(Tag tag, int count) {}
}
