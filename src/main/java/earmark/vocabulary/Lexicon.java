package earmark.vocabulary;

import earmark.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks terms up in all vocabularies, which it holds in memory. Another server's import is noticed
 * within a second; while the database is away, the last known terms are answered. Safe for any
 * thread.
 */
public final class Lexicon {
  private static final long LOOK_NS = TimeUnit.SECONDS.toNanos(1);

  private final Vocabularies vocabularies;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile @Nullable Edition edition;

  /** The words of a revision, and when it was last seen that it is the newest. */
  private record Edition(Words words, long revision, long lookedNs) {}

  private Lexicon(Vocabularies vocabularies) {
    this.vocabularies = vocabularies;
  }

  /** The words of all vocabularies that are there, and of those that will be. */
  public static Lexicon open(Vocabularies vocabularies) {
    Lexicon lexicon = new Lexicon(vocabularies);
    lexicon.words(); // from now on it can do without the database
    return lexicon;
  }

  /**
   * Terms with a legal name of which a name contains the text, in any case: those first of which
   * one begins with it, then by original.
   */
  public List<Known> suggest(String text, LegalForm form, int limit) {
    return words().suggest(text, form, limit);
  }

  /** The term that a tag of this name stands for. */
  public Optional<Known> ofName(LegalForm form, String name) {
    return words().ofName(form, name);
  }

  /** Hands over the original and the legal name of every term whose name is not its original. */
  public void forEachWrittenOtherwise(LegalForm form, BiConsumer<String, String> action) {
    words().forEachWrittenOtherwise(form, action);
  }

  /** What a text means; the original alone is taken to the letter, all else in any case. */
  public Resolution resolve(String text, LegalForm form) {
    return words().resolve(text, form);
  }

  /** Reads the vocabularies again, if they changed, before it next answers. */
  void look() {
    Edition now = edition;
    if (now != null) {
      edition = new Edition(now.words(), now.revision(), System.nanoTime() - LOOK_NS);
    }
  }

  private Words words() {
    Edition now = edition;
    if (now != null && System.nanoTime() - now.lookedNs() < LOOK_NS) return now.words();
    reading.lock();
    try {
      Edition newest = newest(edition);
      edition = newest;
      return newest.words();
    } finally {
      reading.unlock();
    }
  }

  private Edition newest(@Nullable Edition last) {
    long now = System.nanoTime();
    try {
      long revision = vocabularies.revision();
      if (last != null && last.revision() == revision) {
        return new Edition(last.words(), revision, now);
      }
      List<Vocabulary> all = new ArrayList<>();
      for (Vocabularies.Head head : vocabularies.list()) {
        vocabularies.find(head.name()).ifPresent(all::add);
      }
      return new Edition(new Words(all), revision, now);
    } catch (Refusal.Unavailable e) {
      if (last == null) throw e;
      return new Edition(last.words(), last.revision(), now);
    }
  }
}
