package earmark.search;

import java.util.List;

/** What AND joins. */
sealed interface Operand {
  /** Speaks for itself. */
  record Plain(Query query) implements Operand {}

  /** A tag with one of these names; how it was given may stand beside it. */
  record Tags(List<Query.HasTagLike> any) implements Operand {}

  /** A tag was given in one of these ways; which tag may stand beside it. */
  record Ways(int at, Keyword keyword, List<Way> any) implements Operand {}

  /** Says nothing about single samples. */
  record Nothing() implements Operand {}
}
