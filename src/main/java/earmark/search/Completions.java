package earmark.search;

import earmark.tag.Tag;
import earmark.tag.Thing;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What can stand where somebody is typing a search. Any text and any place have an answer; what is
 * typed before need not be complete or right.
 */
public sealed interface Completions {

  /**
   * Where the word begins that is being typed; what is chosen takes the place of everything from
   * there to the caret. Counted from 0.
   */
  int from();

  /** One of these keywords, and a colon. */
  record Keywords(int from, List<Keyword> keywords) implements Completions {
    public Keywords {
      keywords = List.copyOf(keywords);
    }
  }

  /** One of these values. */
  record Choices(int from, List<String> values) implements Completions {
    public Choices {
      values = List.copyOf(values);
    }
  }

  /**
   * A name of a tag of one of these kinds, as {@link QueryText#value} writes it.
   *
   * @param text what was typed of it so far
   * @param bare whether it stands behind {@code #}, where it is written as it is
   */
  record TagNames(int from, Set<Tag.Kind> kinds, String text, boolean bare) implements Completions {
    public TagNames {
      kinds = Set.copyOf(kinds);
    }
  }

  /** A date, or one end of a range of dates. */
  record Date(int from) implements Completions {}

  /** Anything; there is nothing to propose. */
  record Nothing(int from) implements Completions {}

  /**
   * What can stand at a place.
   *
   * @param caret how many characters of the text are before it; taken as 0 or all if it is outside
   */
  static Completions at(String text, int caret) {
    String typed = text.substring(0, Math.clamp(caret, 0, text.length()));
    if (typed.stripLeading().startsWith("#")) {
      int from = typed.indexOf('#') + 1;
      return new TagNames(from, Tag.Kind.of(Thing.SAMPLE), typed.substring(from).strip(), true);
    }
    TypedTerm term = TypedTerm.last(typed);
    String word = term.word();
    if (term.keyword().isEmpty()) return term.quoted() ? new Nothing(term.from()) : keywords(term);
    Optional<Keyword> keyword = Keyword.find(term.keyword().get());
    if (keyword.isEmpty()) return new Nothing(term.from());
    return switch (keyword.get().target()) {
      case Keyword.TagNames(var kinds) -> new TagNames(term.from(), kinds, word, false);
      case Keyword.Dates _, Keyword.PastMoment _ -> new Date(term.from());
      case Keyword.Tagging tagging when tagging == Keyword.Tagging.AT -> new Date(term.from());
      default -> choices(term, keyword.get().choices());
    };
  }

  private static Completions keywords(TypedTerm term) {
    List<Keyword> fitting =
        Keyword.known().stream()
            .filter(keyword -> keyword.names().stream().anyMatch(name -> begins(name, term)))
            .toList();
    return fitting.isEmpty() ? new Nothing(term.from()) : new Keywords(term.from(), fitting);
  }

  private static Completions choices(TypedTerm term, List<String> choices) {
    List<String> fitting = choices.stream().filter(choice -> begins(choice, term)).toList();
    return fitting.isEmpty() ? new Nothing(term.from()) : new Choices(term.from(), fitting);
  }

  private static boolean begins(String name, TypedTerm term) {
    return name.startsWith(term.word().toLowerCase(Locale.ROOT));
  }
}
