package earmark.bench.side;

import earmark.bench.corpus.Corpus;
import earmark.index.Answers.Counted;
import earmark.tag.Tag;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/**
 * One of the systems that are compared, empty at first. What reads is for one thread at a time;
 * facets and suggestions are asked before the first write.
 */
public interface Side extends AutoCloseable {
  /** How many samples a page lists. */
  int PAGE = 20;

  /** Its name without a version; the head of its column. */
  String name();

  /** Its version and what else has to be known of it. */
  String version();

  /** Takes in the whole corpus and gets ready to answer. */
  void load(Corpus corpus);

  /** The first page of what a search finds. */
  Page search(Search search);

  /** The tags on most of the samples that a search finds: larger numbers first, then by name. */
  List<Counted> facets(Search search, int limit);

  /**
   * Tags that contain a text, in any case: those that start with it first, then those on more
   * samples, then by name.
   */
  List<Counted> suggest(String text, int limit);

  /**
   * Some samples with all of their tags.
   *
   * @param samples in ascending order
   */
  List<Page.Row> tags(List<Integer> samples);

  /** Somebody who tags one sample after the other. */
  Writer writer();

  /** On what kind of threads writers run at their best. */
  ThreadFactory threads();

  /**
   * Puts a new User Tag on chosen samples, in one operation that is durable and visible on return.
   * Comes before all other writes.
   *
   * @param samples in ascending order
   */
  void tagAll(Tag tag, int[] samples);

  /** Does many writes as a writer would, in whatever way is fastest. */
  void catchUp(List<Write> writes);

  /** On how many samples each of the tags is. */
  List<Integer> counts(List<Tag> tags);

  @Override
  void close();

  /** Writes for one thread at a time. */
  interface Writer extends AutoCloseable {
    /**
     * Puts a User Tag on a sample unless it has a System Tag of that name; durable and visible on
     * return.
     */
    void add(Write write);

    @Override
    void close();
  }
}
