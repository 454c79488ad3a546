package earmark.bench.side;

import earmark.tag.Tag;

/** What is searched for, whatever side answers. Sorted by number, newest first, if not said. */
public sealed interface Search {

  /** The quick search {@code #text}: a tag of either kind contains the text, in any case. */
  record Like(String text) implements Search {}

  /** A tag, a User Tag that starts with a text, another tag that isn't there, a range of sizes. */
  record Narrow(Tag tag, String prefix, Tag without, long fromBytes, long toBytes)
      implements Search {}

  /** A tag that contains a text, a type, a range of first seen in seconds since 1970 UTC. */
  record Recent(String text, String sampleType, long from, long to) implements Search {}

  /** A tag and a classification, sorted by size, largest first. */
  record Largest(Tag tag, String classification) implements Search {}
}
