package earmark.index.roaring;

import earmark.search.Query;
import earmark.search.Wildcard;
import earmark.snapshot.SectionReader;
import earmark.snapshot.SectionWriter;
import earmark.snapshot.Unusable;
import earmark.tag.Tag;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The dictionary: every tag ever used has a number, and its name can be found by any part of it.
 * For that it keeps each different name once, with the tags that have it, and for each run of one,
 * two or three letters the names that contain it and those that start with it. It only grows, and
 * is safe to use from any thread. A reader may see tags that are newer than its view and passes
 * over them.
 */
final class Names {
  private static final int GRAM_MAX = 3;
  private static final int NO_TAG = Integer.MAX_VALUE;

  /** An odd factor keeps grams distinct and spreads their hash codes, which are alike otherwise. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final ConcurrentHashMap<Tag, Integer> numbers = new ConcurrentHashMap<>();
  private volatile Tag[] tags = new Tag[256];
  private volatile int count;

  /** Each kind in each scope once, and which of these places a tag has. */
  private final ConcurrentHashMap<Place, Integer> placeNumbers = new ConcurrentHashMap<>();

  private volatile IntList places = IntList.EMPTY;

  /** Each name once, which of them a tag has, and the other way round. */
  private final ConcurrentHashMap<String, Integer> nameNumbers = new ConcurrentHashMap<>();

  private final ConcurrentHashMap<Long, IntList> grams = new ConcurrentHashMap<>();
  private volatile IntList names = IntList.EMPTY;
  private volatile String[] spelt = new String[256];
  private volatile String[] folded = new String[256];
  private volatile int[] firstTag = new int[256];
  private int[] lastTag = new int[256];

  /** For each tag the next one of the same name, or {@link #NO_TAG}. */
  private volatile int[] nextTag = new int[256];

  /** Written last of all: who has read it sees so many names. */
  private volatile int nameCount;

  int count() {
    return count;
  }

  OptionalInt find(Tag tag) {
    Integer number = numbers.get(tag);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  Tag tag(int number) {
    return tags[number];
  }

  /** The name of a tag in the form in which it is searched. */
  String folded(int tag) {
    return folded[nameOf(tag)];
  }

  /** Where tags are that can be asked for together. */
  private record Place(Tag.Kind kind, String scope) {}

  /** Tells tags of these kinds. */
  IntPredicate ofKinds(Set<Tag.Kind> kinds) {
    BitSet asked = new BitSet();
    placeNumbers.forEach((place, number) -> {
      if (kinds.contains(place.kind())) asked.set(number);
    });
    return at(asked);
  }

  /** Tells tags of one kind in these scopes. */
  IntPredicate in(Tag.Kind kind, Collection<String> scopes) {
    BitSet asked = new BitSet();
    for (String scope : scopes) {
      Integer number = placeNumbers.get(new Place(kind, scope));
      if (number != null) asked.set(number);
    }
    return at(asked);
  }

  private IntPredicate at(BitSet asked) {
    int[] placeOf = places.numbers();
    return tag -> asked.get(placeOf[tag]);
  }

  private int nameOf(int tag) {
    return names.numbers()[tag];
  }

  /** Which of the different names this is. */
  OptionalInt find(String name) {
    Integer number = nameNumbers.get(name);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** One of the different names. */
  String spelt(int name) {
    return spelt[name];
  }

  /** Whether one of the different names starts with a folded text. */
  boolean starts(int name, String text) {
    return folded[name].startsWith(text);
  }

  /** The tags of one name, whatever their kinds and scopes, in ascending order of numbers. */
  void tagsOf(int name, int limit, IntConsumer action) {
    int[] next = nextTag;
    for (int tag = firstTag[name]; tag < limit; tag = next[tag]) action.accept(tag);
  }

  /** The number of the tag, a new one if it has none yet. */
  synchronized int number(Tag tag) {
    Integer known = numbers.get(tag);
    if (known != null) return known;
    int number = count;
    if (number == tags.length) {
      tags = Arrays.copyOf(tags, number * 2);
      nextTag = Arrays.copyOf(nextTag, number * 2);
    }
    tags[number] = tag;
    Place place = new Place(tag.kind(), tag.scope());
    places = places.with(placeNumbers.computeIfAbsent(place, _ -> placeNumbers.size()));
    int name = nameNumber(tag.name());
    names = names.with(name);
    nextTag[number] = NO_TAG;
    if (firstTag[name] == NO_TAG) firstTag[name] = number;
    else nextTag[lastTag[name]] = number;
    lastTag[name] = number;
    count = number + 1;
    numbers.put(tag, number);
    return number;
  }

  private int nameNumber(String name) {
    Integer known = nameNumbers.get(name);
    if (known != null) return known;
    int number = nameCount;
    if (number == spelt.length) {
      spelt = Arrays.copyOf(spelt, number * 2);
      folded = Arrays.copyOf(folded, number * 2);
      firstTag = Arrays.copyOf(firstTag, number * 2);
      lastTag = Arrays.copyOf(lastTag, number * 2);
    }
    String searched = Query.fold(name);
    spelt[number] = name;
    folded[number] = searched;
    firstTag[number] = NO_TAG;
    nameNumbers.put(name, number);
    for (long gram : grams(searched)) {
      grams.merge(gram, IntList.EMPTY.with(number), (list, _) -> list.with(number));
    }
    nameCount = number + 1;
    return number;
  }

  /** Writes the first so many tags, in the order of their numbers. */
  void write(SectionWriter out, int end) throws IOException {
    out.putNumber(end);
    for (int number = 0; number < end; number++) {
      out.putText(tags[number].kind().name());
      out.putText(tags[number].scope());
      out.putText(tags[number].name());
    }
  }

  /** A dictionary with the same numbers. */
  static Names read(SectionReader in) throws IOException {
    Names names = new Names();
    int end = in.getNumber();
    for (int number = 0; number < end; number++) {
      Tag tag = new Tag(Tag.Kind.valueOf(in.getText()), in.getText(), in.getText());
      if (names.number(tag) != number) throw new Unusable("a tag has two numbers");
    }
    return names;
  }

  /**
   * Every tag whose name matches: of the names that have the rarest part of the pattern, those that
   * match it all.
   */
  void matching(Wildcard pattern, int limit, IntConsumer action) {
    List<String> literals = pattern.literals();
    if (literals.size() == 1 && isOnly(pattern, Wildcard.containing(literals.getFirst()))) {
      containing(literals.getFirst(), limit, action);
      return;
    }
    if (literals.size() == 1 && isOnly(pattern, Wildcard.starting(literals.getFirst()))) {
      namesStarting(literals.getFirst(), name -> tagsOf(name, limit, action));
      return;
    }
    IntList rarest = literals.isEmpty() ? all() : null;
    for (String literal : literals) {
      IntList list = rarest(literal);
      if (list == null) return;
      if (rarest == null || list.size() < rarest.size()) rarest = list;
    }
    for (int i = 0; rarest != null && i < rarest.size(); i++) {
      int name = rarest.numbers()[i];
      if (pattern.matches(folded[name])) tagsOf(name, limit, action);
    }
  }

  private IntList all() {
    return IntList.upTo(nameCount);
  }

  /** Whether it is enough to look for letters; half a surrogate pair is no character. */
  private static boolean isOnly(Wildcard pattern, Wildcard other) {
    return pattern.equals(other)
        && pattern.literals().getFirst().chars().noneMatch(c -> Character.isSurrogate((char) c));
  }

  /** Every tag whose name contains the folded text. */
  void containing(String text, int limit, IntConsumer action) {
    if (text.isEmpty()) {
      for (int number = 0; number < limit; number++) action.accept(number);
      return;
    }
    namesContaining(text, name -> tagsOf(name, limit, action));
  }

  /**
   * Every name that contains the folded text. One, two or three letters are looked up without a
   * look at names; there may be many then.
   */
  void namesContaining(String text, IntConsumer action) {
    IntList candidates = text.isEmpty() ? all() : rarest(text);
    if (candidates == null) return;
    boolean certain = text.length() <= GRAM_MAX;
    for (int i = 0; i < candidates.size(); i++) {
      int name = candidates.numbers()[i];
      if (certain || folded[name].contains(text)) action.accept(name);
    }
  }

  /** Every name that starts with the folded text. */
  void namesStarting(String text, IntConsumer action) {
    int length = Math.min(text.length(), GRAM_MAX);
    IntList candidates = length == 0 ? all() : grams.get(start(text, length));
    if (candidates == null) return;
    for (int i = 0; i < candidates.size(); i++) {
      int name = candidates.numbers()[i];
      if (text.length() <= GRAM_MAX || folded[name].startsWith(text)) action.accept(name);
    }
  }

  private @Nullable IntList rarest(String text) {
    if (text.length() <= GRAM_MAX) return grams.get(gram(text, 0, text.length()));
    IntList rarest = null;
    for (int at = 0; at + GRAM_MAX <= text.length(); at++) {
      IntList list = grams.get(gram(text, at, GRAM_MAX));
      if (list == null) return null;
      if (rarest == null || list.size() < rarest.size()) rarest = list;
    }
    return rarest;
  }

  private static Set<Long> grams(String name) {
    Set<Long> all = new HashSet<>();
    for (int length = 1; length <= GRAM_MAX; length++) {
      for (int at = 0; at + length <= name.length(); at++) all.add(gram(name, at, length));
      if (length <= name.length()) all.add(start(name, length));
    }
    return all;
  }

  private static long gram(String text, int at, int length) {
    return gram(length, text, at, length);
  }

  /** The first letters, told from the same ones inside a name. */
  private static long start(String text, int length) {
    return gram(GRAM_MAX + length, text, 0, length);
  }

  private static long gram(int sort, String text, int at, int length) {
    long gram = sort;
    for (int i = 0; i < length; i++) gram = gram << 16 | text.charAt(at + i);
    return gram * SPREAD;
  }
}
