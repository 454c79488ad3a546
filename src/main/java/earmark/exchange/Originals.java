package earmark.exchange;

import earmark.search.Query;
import earmark.search.Wildcard;
import earmark.tag.Tag;
import earmark.vocabulary.LegalForm;
import earmark.vocabulary.Lexicon;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Makes a query find tags also by the originals of their terms: who looks for {@code #amber+strict}
 * finds what has {@code tlp//amber/_plus_strict}.
 */
public final class Originals implements UnaryOperator<Query> {
  private final Lexicon lexicon;

  public Originals(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  @Override
  public Query apply(Query query) {
    return switch (query) {
      case Query.HasTagLike like -> withOriginals(like);
      case Query.And(List<Query> parts) -> new Query.And(parts.stream().map(this).toList());
      case Query.Or(List<Query> parts) -> new Query.Or(parts.stream().map(this).toList());
      case Query.Not(Query part) -> new Query.Not(apply(part));
      case Query.Everything _,
          Query.These _,
          Query.HasTag _,
          Query.HasTagIn _,
          Query.Matches _,
          Query.HasWord _,
          Query.InRange _,
          Query.InScopedRange _,
          Query.HasHash _,
          Query.Given _ ->
          query;
    };
  }

  private Query withOriginals(Query.HasTagLike like) {
    Wildcard name = like.name();
    if (!like.kinds().contains(Tag.Kind.USER) || name.isEverything()) return like;
    List<Query> any = new ArrayList<>();
    any.add(like);
    lexicon.forEachWrittenOtherwise(
        LegalForm.USER,
        (original, legal) -> {
          if (name.matches(Query.fold(original)) && !name.matches(Query.fold(legal))) {
            any.add(new Query.HasTag(new Tag(Tag.Kind.USER, "", legal)));
          }
        });
    return any.size() == 1 ? like : new Query.Or(any);
  }
}
