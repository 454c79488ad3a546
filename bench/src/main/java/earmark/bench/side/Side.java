package earmark.bench.side;

import earmark.bench.corpus.Corpus;
import earmark.tag.Tag;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/** One of the systems that are compared, empty at first. */
public interface Side extends AutoCloseable {
  /** How many samples a page lists. */
  int PAGE = 20;

  /** Its name and version. */
  String name();

  /** Takes in the whole corpus and gets ready to answer. */
  void load(Corpus corpus);

  /** The quick search {@code #text}. Safe for one thread at a time. */
  Page search(String text);

  /** Somebody who tags one sample after the other. */
  Writer writer();

  /** On what kind of threads writers run at their best. */
  ThreadFactory threads();

  /**
   * Puts a new User Tag on every sample, in one operation that is durable and visible on return.
   */
  void tagAll(Tag tag);

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
    void add(int sample, Tag tag);

    @Override
    void close();
  }
}
