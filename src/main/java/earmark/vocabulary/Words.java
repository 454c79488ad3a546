package earmark.vocabulary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The terms of all vocabularies in memory, to be looked up by any of their names. Immutable. */
final class Words {
  private static final int ABOUT_MAX = 200;

  private final List<Word> all;
  private final Map<String, Word> byOriginal = new HashMap<>();
  private final Map<String, List<Word>> byAnyName = new HashMap<>();
  private final Map<LegalForm, Map<String, Word>> byLegalName = new EnumMap<>(LegalForm.class);

  /**
   * A term.
   *
   * @param searched all its names without regard to case, one a line
   * @param names its legal names
   */
  private record Word(
      String vocabulary,
      String original,
      String about,
      Optional<String> colour,
      String searched,
      Map<LegalForm, String> names) {
    Known as(LegalForm form) {
      return new Known(vocabulary, original, Optional.ofNullable(names.get(form)), about, colour);
    }

    /** 0 if a name begins with the text, 1 if one contains it, else 2. */
    int distance(String folded) {
      int at = searched.indexOf(folded);
      if (at < 0) return 2;
      return at == 0 || searched.contains("\n" + folded) ? 0 : 1;
    }
  }

  Words(List<Vocabulary> vocabularies) {
    List<Word> words = new ArrayList<>();
    for (Vocabulary vocabulary : vocabularies) {
      for (Term term : vocabulary.terms()) words.add(word(vocabulary.name(), term));
    }
    words.sort(Comparator.comparing(Word::original));
    all = List.copyOf(words);
  }

  private Word word(String vocabulary, Term term) {
    Map<LegalForm, String> names = new EnumMap<>(LegalForm.class);
    for (LegalForm form : LegalForm.values()) {
      form.find(term.original()).ifPresent(name -> names.put(form, name));
    }
    Set<String> called = new LinkedHashSet<>();
    called.add(fold(term.original()));
    called.add(fold(term.value()));
    for (String synonym : term.synonyms()) called.add(fold(synonym));
    String legal = names.containsKey(LegalForm.USER) ? "\n" + fold(names.get(LegalForm.USER)) : "";
    Word word =
        new Word(
            vocabulary,
            term.original(),
            cut(term.description()),
            term.colour(),
            String.join("\n", called) + legal,
            names);
    byOriginal.put(word.original(), word);
    for (String name : called) byAnyName.computeIfAbsent(name, _ -> new ArrayList<>()).add(word);
    names.forEach(
        (form, name) -> byLegalName.computeIfAbsent(form, _ -> new HashMap<>()).put(name, word));
    return word;
  }

  private static String fold(@Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }

  /** The first words of a text on one line. */
  private static String cut(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    if (line.length() <= ABOUT_MAX) return line;
    int end = line.lastIndexOf(' ', ABOUT_MAX);
    if (end < ABOUT_MAX / 2) end = line.offsetByCodePoints(0, ABOUT_MAX / 2);
    return line.substring(0, end) + "…";
  }

  /** Terms that have a legal name and a name of any kind with the text in it. */
  List<Known> suggest(String text, LegalForm form, int limit) {
    String folded = fold(text);
    List<Known> begin = new ArrayList<>();
    List<Known> contain = new ArrayList<>();
    for (Word word : all) {
      if (begin.size() == limit) break;
      if (!word.names().containsKey(form)) continue;
      int distance = word.distance(folded);
      if (distance == 0) begin.add(word.as(form));
      else if (distance == 1 && contain.size() < limit) contain.add(word.as(form));
    }
    begin.addAll(contain);
    return begin.subList(0, Math.min(limit, begin.size()));
  }

  void forEachWrittenOtherwise(LegalForm form, BiConsumer<String, String> action) {
    byLegalName
        .getOrDefault(form, Map.of())
        .forEach((name, word) -> {
          if (!name.equals(word.original())) action.accept(word.original(), name);
        });
  }

  Optional<Known> ofName(LegalForm form, String name) {
    Map<String, Word> names = byLegalName.get(form);
    return names == null
        ? Optional.empty()
        : Optional.ofNullable(names.get(name)).map(w -> w.as(form));
  }

  Resolution resolve(String text, LegalForm form) {
    Word exact = byOriginal.get(text);
    if (exact != null) return new Resolution.One(exact.as(form));
    List<Word> called = byAnyName.getOrDefault(fold(text), List.of());
    return switch (called.size()) {
      case 0 -> new Resolution.Unknown();
      case 1 -> new Resolution.One(called.getFirst().as(form));
      default ->
          new Resolution.Ambiguous(
              called.stream()
                  .sorted(Comparator.comparing(Word::original))
                  .map(word -> word.as(form))
                  .toList());
    };
  }
}
