package earmark.http.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import earmark.index.Answers;
import earmark.tag.Tag;
import earmark.vocabulary.Known;
import earmark.vocabulary.LegalForm;
import earmark.vocabulary.Lexicon;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tag that somebody who types may mean: one in use, or a term of a vocabulary.
 *
 * @param count on how many samples it is
 * @param suggested whether it is of a vocabulary alone, and not in use
 * @param vocabulary the name of the vocabulary that knows it
 * @param original what others call it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SuggestedTag(
    String kind,
    String name,
    int count,
    @Nullable Boolean suggested,
    @Nullable String vocabulary,
    @Nullable String original,
    @Nullable String about,
    @Nullable String colour) {

  /** Tags in use, then terms of vocabularies with the text in a name of theirs. */
  static List<SuggestedTag> all(
      List<Answers.Counted> inUse, Lexicon lexicon, String text, Set<Tag.Kind> kinds, int limit) {
    List<SuggestedTag> all = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Answers.Counted counted : inUse) {
      Tag tag = counted.tag();
      boolean user = tag.kind() == Tag.Kind.USER;
      if (user) names.add(tag.name());
      Known term = user ? lexicon.ofName(LegalForm.USER, tag.name()).orElse(null) : null;
      all.add(of(Parameters.text(tag.kind()), tag.name(), counted.count(), term, false));
    }
    if (!kinds.contains(Tag.Kind.USER) || text.isEmpty()) return all;
    for (Known term : lexicon.suggest(text, LegalForm.USER, limit)) {
      String name = term.name().orElseThrow();
      if (all.size() < limit && names.add(name)) {
        all.add(of(Parameters.text(Tag.Kind.USER), name, 0, term, true));
      }
    }
    return all;
  }

  private static SuggestedTag of(
      String kind, String name, int count, @Nullable Known term, boolean suggested) {
    if (term == null) return new SuggestedTag(kind, name, count, null, null, null, null, null);
    return new SuggestedTag(
        kind,
        name,
        count,
        suggested,
        term.vocabulary(),
        term.original(),
        term.about(),
        term.colour().orElse(null));
  }
}
