package earmark.index;

import earmark.ledger.Fold;
import earmark.search.Query;
import earmark.tag.Tag;
import java.util.List;
import java.util.Set;

/** A search index. Readers never wait for the writer and see each change whole or not at all. */
public interface Index extends Fold {

  /** A number greater than that of any sample: where the newest page begins. */
  int NEWEST = Integer.MAX_VALUE;

  /**
   * Samples that the query finds, newest first.
   *
   * @param before only samples with a smaller number are listed; the total counts all
   * @param limit how many are listed at most
   */
  Found find(Query query, int before, int limit);

  /** Whether there is a sample with this number. */
  boolean exists(int sample);

  /** The tags of one sample, in no particular order; none if it does not exist. */
  List<Tag> tags(int sample);

  /**
   * Tags in use that contain the text, in any case: those that start with it first, then those on
   * more samples, then by name.
   */
  List<Suggestion> suggest(String text, Set<Tag.Kind> kinds, int limit);

  /**
   * One page of an answer.
   *
   * @param total how many samples the query finds in all, exactly
   * @param more whether there are further samples behind this page
   */
  record Found(long total, List<Row> rows, boolean more) {
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

  /** A tag in use, and on how many samples. */
  record Suggestion(Tag tag, int count) {}
}
