package earmark.index;

import earmark.search.Column;
import earmark.search.Order;
import earmark.search.Query;
import earmark.tag.Tag;
import earmark.things.ThingSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What can be asked of the tags and columns of things of one kind, as they stand at one moment. */
public interface Answers {

  /** The number of the last entry that the answers know of, 0 before the first. */
  long seq();

  /**
   * One page of the things that a query finds.
   *
   * @param after where the page before ended; absent for the first
   * @param limit how many are listed at most
   */
  Found find(Query query, Order order, Optional<Cursor> after, int limit);

  /**
   * One page of the same list by its place, for clients that count pages. It takes the longer the
   * deeper the page is, and shifts while samples come and go.
   *
   * @param skipped how many things stand before it
   * @param limit how many are listed at most
   */
  Found find(Query query, Order order, int skipped, int limit);

  /** All things that a query finds. */
  ThingSet things(Query query);

  /** Whether there is a thing with this number. */
  boolean exists(int thing);

  /** The tags of one thing, in no particular order; none if it does not exist. */
  List<Tag> tags(int thing);

  /** Things with their tags, in this order. */
  default List<Row> rows(List<Integer> things) {
    return things.stream().map(thing -> new Row(thing, tags(thing))).toList();
  }

  /** The values of a thing in a column, numbers in decimal; none if it is unknown. */
  List<String> values(int thing, Column column);

  /**
   * Tags in use that contain the text, in any case: those that start with it first, then those on
   * more things, then by name, kind and scope.
   */
  List<Counted> suggest(String text, Set<Tag.Kind> kinds, int limit);

  /**
   * The tags on most of the things that a query finds, with the number of those things: larger
   * numbers first, then by name, kind and scope.
   */
  List<Counted> facets(Query query, Set<Tag.Kind> kinds, int limit);

  /**
   * Names of tags that contain the text, in any case, as they stand on the things that a query
   * finds: those that start with it first, then those on more of these things, then by name. Tags
   * of one name in several scopes are one.
   *
   * @param scopes only tags in these scopes; for kinds without scopes, the empty one
   */
  List<Named> suggest(String text, Tag.Kind kind, Set<String> scopes, Query within, int limit);

  /**
   * Every tag of a kind that is in use in one of these scopes, in no particular order, with the
   * number of things that carry it.
   */
  List<Counted> inUse(Tag.Kind kind, Set<String> scopes);

  /**
   * Tags that were used at some time, each once, without the first {@code from}: all that are in
   * use are among them. The list of any later moment begins with the same, so who kept what was
   * told needs only the rest.
   */
  List<Tag> known(int from);

  /**
   * One page of an answer.
   *
   * @param total how many things the query finds in all, exactly
   * @param next where the next page begins, if there is one
   */
  record Found(long total, List<Row> rows, Optional<Cursor> next) {
    public Found {
      rows = List.copyOf(rows);
    }
  }

  /** A thing that was found, with its tags as they were at that moment. */
  record Row(int thing, List<Tag> tags) {
    public Row {
      tags = List.copyOf(tags);
    }
  }

  /**
   * The last thing of a page. The next page holds what is sorted behind it, even if it is not found
   * any more, so pages fit together while things come and change.
   *
   * @param value its value in the column that the answer is sorted by, numbers in decimal; empty if
   *     it has none or the answer is sorted by arrival
   */
  record Cursor(String value, int thing) {}

  /** A tag in use, and on how many things. */
  record Counted(Tag tag, int count) {}

  /** The name of a tag in use, and on how many things. */
  record Named(String name, int count) {}
}
