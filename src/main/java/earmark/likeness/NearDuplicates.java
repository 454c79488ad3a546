package earmark.likeness;

import earmark.index.Answers;
import earmark.index.Index;
import earmark.search.Query;
import earmark.tag.Tag;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells of names that would be new and are nearly those of tags in use. What a caller can't see is
 * as if it was not there. Names are kept by their keys as they come; whether a tag is in use is
 * asked of the index each time. Safe for any thread.
 */
public final class NearDuplicates {
  /** So many tags are suggested for one name at most. */
  private static final int SUGGESTED_MAX = 3;

  private final Index index;
  private final Map<Tag.Kind, Known> known = new EnumMap<>(Tag.Kind.class);

  public NearDuplicates(Index index) {
    this.index = index;
    for (Tag.Kind kind : Tag.Kind.values()) known.put(kind, new Known());
  }

  /**
   * A name that would be new, and a tag in use that may be meant.
   *
   * @param count on how many things that tag is
   */
  public record Near(String name, String of, Likeness why, int count) {}

  private static final class Known {
    private final LikeNames names = new LikeNames();
    private int read;
  }

  /** What is near to names of User Tags. */
  public List<Near> ofUserTags(Collection<String> names) {
    return of(names, Tag.Kind.USER, Set.of(""), new Query.Everything());
  }

  /**
   * What is near to names of tags of indicators.
   *
   * @param readable the ids of the enclaves that the caller reads
   */
  public List<Near> ofIndicatorTags(Collection<String> names, Set<String> readable) {
    Query all = new Query.Everything(); // an indicator is known wherever it has a tag
    return of(names, Tag.Kind.INDICATOR, readable, all);
  }

  /**
   * What is near to those of some names that no tag bears yet, as far as can be seen; the closest
   * first, then what is on more things, then by name.
   *
   * @param scopes the scopes whose tags can be seen; the empty one for kinds without
   * @param visible the things that can be seen
   */
  public List<Near> of(Collection<String> names, Tag.Kind kind, Set<String> scopes, Query visible) {
    Answers answers = index.of(kind.thing());
    InUse inUse = new InUse(answers, kind, scopes, visible);
    List<Near> all = new ArrayList<>();
    for (String name : new LinkedHashSet<>(names)) {
      if (inUse.count(name) > 0) continue;
      all.addAll(
          like(answers, kind, name).stream()
              .map(like -> new Near(name, like.name(), like.why(), inUse.count(like.name())))
              .filter(near -> near.count() > 0)
              .sorted(
                  Comparator.comparing(Near::why)
                      .thenComparing(Near::count, Comparator.reverseOrder())
                      .thenComparing(Near::of))
              .limit(SUGGESTED_MAX)
              .toList());
    }
    return all;
  }

  private List<LikeNames.Like> like(Answers answers, Tag.Kind kind, String name) {
    Known of = known.get(kind);
    if (of == null) throw new IllegalStateException("a kind of tags that was not there: " + kind);
    synchronized (of) {
      List<Tag> more = answers.known(of.read);
      for (Tag tag : more) {
        if (tag.kind() == kind) of.names.add(tag.name());
      }
      of.read += more.size();
      return of.names.like(name);
    }
  }

  /** On how many things tags are, as somebody sees it. */
  private record InUse(Answers answers, Tag.Kind kind, Set<String> scopes, Query visible) {
    int count(String name) {
      Query tagged = new Query.HasTagIn(kind, scopes, name);
      return answers.things(new Query.And(List.of(tagged, visible))).size();
    }
  }
}
