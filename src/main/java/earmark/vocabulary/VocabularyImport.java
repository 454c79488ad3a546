package earmark.vocabulary;

import earmark.access.Caller;
import earmark.refusal.Refusal;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Puts vocabularies in and takes them out, which only an admin may. Everybody may read them. */
public final class VocabularyImport {
  /** The largest file that is read. */
  public static final int BYTES_MAX = 16 << 20;

  private final Function<InputStream, Vocabulary> reader;
  private final Vocabularies vocabularies;
  private final Lexicon lexicon;
  private final InstantSource clock;

  /**
   * @param reader reads a file, or refuses it; it may be hostile
   */
  public VocabularyImport(
      Function<InputStream, Vocabulary> reader,
      Vocabularies vocabularies,
      Lexicon lexicon,
      InstantSource clock) {
    this.reader = reader;
    this.vocabularies = vocabularies;
    this.lexicon = lexicon;
    this.clock = clock;
  }

  /**
   * What an import did; the numbers count terms.
   *
   * @param isNew whether there was none of that name before
   * @param changed those that mean or are called something else now
   * @param withoutUserTag those whose legal form is too long for a User Tag
   * @param withoutIntelTag those whose legal form is too long for a tag of reports and indicators
   */
  public record Imported(
      Vocabulary vocabulary,
      boolean isNew,
      int added,
      int changed,
      int removed,
      int unchanged,
      int withoutUserTag,
      int withoutIntelTag) {}

  private static void requireRight(Caller caller) {
    caller.requireAdmin("change vocabularies");
  }

  /**
   * Reads a vocabulary and keeps it instead of what there was under its name, all of it or nothing.
   *
   * @throws Refusal.Invalid if the file is none
   */
  public Imported read(Caller caller, InputStream file) {
    requireRight(caller);
    Vocabulary vocabulary = reader.apply(file);
    var before = vocabularies.replace(vocabulary, caller.login(), clock.instant());
    lexicon.look();
    Map<String, Term> old = new HashMap<>();
    for (Term term : before.orElse(List.of())) old.put(term.original(), term);
    int added = 0;
    int changed = 0;
    for (Term term : vocabulary.terms()) {
      Term was = old.remove(term.original());
      if (was == null) added++;
      else if (!was.equals(term)) changed++;
    }
    return new Imported(
        vocabulary,
        before.isEmpty(),
        added,
        changed,
        old.size(),
        vocabulary.terms().size() - added - changed,
        without(vocabulary, LegalForm.USER),
        without(vocabulary, LegalForm.INTEL));
  }

  private static int without(Vocabulary vocabulary, LegalForm form) {
    return (int)
        vocabulary.terms().stream().filter(term -> form.find(term.original()).isEmpty()).count();
  }

  /**
   * Forgets a vocabulary; tags that came from it stay.
   *
   * @throws Refusal.NotFound if there is none of that name
   */
  public void remove(Caller caller, String name) {
    requireRight(caller);
    if (!vocabularies.remove(name)) throw notFound(name);
    lexicon.look();
  }

  /**
   * A vocabulary with all its terms.
   *
   * @throws Refusal.NotFound if there is none of that name
   */
  public Vocabulary get(String name) {
    return vocabularies.find(name).orElseThrow(() -> notFound(name));
  }

  /** All vocabularies by name. */
  public List<Vocabularies.Head> list() {
    return vocabularies.list();
  }

  private static Refusal notFound(String name) {
    return new Refusal.NotFound("There is no vocabulary " + name + ".");
  }
}
