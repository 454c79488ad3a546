package earmark.exchange;

import earmark.access.Caller;
import earmark.search.Search;
import earmark.tag.Tag;
import java.io.IOException;
import java.util.Set;

/** Where things of one kind with their tags come from. Each tagged thing has one. */
public interface Carriers {

  /** What is done with each. */
  @FunctionalInterface
  interface Action {
    void take(Carrier carrier) throws IOException;
  }

  /**
   * Hands over everything that a search finds, that the caller may see, and that has tags of these
   * kinds; some at a time, as of one moment.
   */
  void forEach(Caller caller, Search search, Set<Tag.Kind> kinds, Action action) throws IOException;
}
