package earmark.sample;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.analysis.Facts;
import earmark.analysis.format.ArchiveFacts;
import earmark.analysis.format.ChildrenFacts;
import earmark.analysis.format.ElfFacts;
import earmark.analysis.format.FileFacts;
import earmark.analysis.format.PeFacts;
import earmark.analysis.format.PeSection;
import earmark.analysis.format.StringFacts;
import earmark.index.Answers;
import earmark.index.roaring.RoaringIndex;
import earmark.ledger.Change;
import earmark.ledger.Decider;
import earmark.ledger.Ledger;
import earmark.ledger.MemoryEntries;
import earmark.ledger.Operation;
import earmark.ledger.Outcome;
import earmark.ledger.Via;
import earmark.property.Property;
import earmark.search.Query;
import earmark.search.QueryText;
import earmark.search.Search;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.things.ThingSet;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Searches by facts find exactly the samples whose facts say so. */
class FactSearchTest {
  private static final int SAMPLES = 40;
  private static final Tag TAG = new Tag(Tag.Kind.USER, "", "t1");

  private static final List<String> HOSTS =
      List.of("evil.com", "a.evil.com", "bad.example", "xn--mnchen-3ya.de", "notevil.com");
  private static final List<String> PATHS = List.of("", "/", "/bot1:A", "/a?b=*", "/ü", "/a\\b");
  private static final List<String> NAMES =
      List.of(
          "CreateFileW", "createfilew", "?one@@YAXH@Z", "*", "a b", "Müller 日本", "ΣΑΣ", "\"q\"");
  private static final List<String> IPS = List.of("203.0.113.7", "203.0.113.77", "10.0.0.5");

  /** What each keyword of a text is about. */
  private static final Map<String, Function<Facts, List<String>>> TEXTS =
      Map.ofEntries(
          Map.entry("pe-import", facts -> facts.pe().libraries()),
          Map.entry("pe-function", facts -> facts.pe().functions()),
          Map.entry("pe-export", facts -> facts.pe().exports()),
          Map.entry(
              "pe-section-name",
              facts -> facts.pe().sections().stream().map(PeSection::name).toList()),
          Map.entry("pe-company-name", facts -> List.of(facts.pe().companyName())),
          Map.entry("pe-product-name", facts -> List.of(facts.pe().productName())),
          Map.entry("pe-original-name", facts -> List.of(facts.pe().originalName())),
          Map.entry("imphash", facts -> List.of(facts.pe().imphash())),
          Map.entry("pdb", facts -> List.of(facts.pe().pdb())),
          Map.entry("PDB-path", facts -> List.of(facts.pe().pdb())),
          Map.entry("uri", facts -> facts.strings().urls()),
          Map.entry("domain", facts -> facts.strings().domains()),
          Map.entry("ipv4", facts -> facts.strings().addresses()));

  /** The facts of all samples by their numbers, and those that carry the tag. */
  private record Then(List<Facts> facts, ThingSet tagged, long seq) {}

  private record Asked(String text, Predicate<Integer> finds) {}

  @Test
  void a_search_finds_exactly_the_samples_whose_facts_it_describes() {
    Property.holds(
        40,
        random -> {
          MemoryEntries entries = new MemoryEntries();
          RoaringIndex index = new RoaringIndex();
          try (Ledger ledger = Ledger.open(entries, index, InstantSource.system())) {
            Then first = learn(random, ledger, List.of());
            Then last = learn(random, ledger, first.facts());
            for (int i = 0; i < 60; i++) {
              check(random, index, last);
              check(random, index.at(first.seq(), entries), first);
            }
          }
        });
  }

  private static void check(SplittableRandom random, Answers answers, Then then) {
    Asked asked = asked(random, then, 3);
    Query query = Search.parse(asked.text(), 7000).query();
    List<Integer> expected = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) if (asked.finds().test(i)) expected.add(i);
    assertThat(answers.things(query).toArray())
        .as(asked.text())
        .containsExactly(expected.stream().mapToInt(Integer::intValue).toArray());
    String printed = QueryText.print(query).orElseThrow();
    assertThat(Search.parse(printed, 7000).query()).as(printed).isEqualTo(query);
  }

  /** Gives all samples new facts, or leaves them those that they have. */
  private static Then learn(SplittableRandom random, Ledger ledger, List<Facts> before) {
    List<Facts> facts = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      facts.add(before.isEmpty() || random.nextBoolean() ? facts(random) : before.get(i));
    }
    int[] some = random.ints(SAMPLES / 2, 0, SAMPLES).toArray();
    Outcome outcome =
        ledger.append(
            operation(state -> {
              List<Change> changes = new ArrayList<>();
              ThingSet all = ThingSet.range(0, SAMPLES - 1);
              if (before.isEmpty()) changes.add(new Change.Arrived(Thing.SAMPLE, all));
              for (int i = 0; i < SAMPLES; i++) {
                Description.of(facts.get(i)).change(state, i).ifPresent(changes::add);
              }
              ThingSet added = ThingSet.of(some).andNot(state.things(TAG));
              changes.add(new Change.Tagged(TAG, added, ThingSet.none(), 0, 0));
              return changes;
            }));
    return new Then(facts, tagged(ledger), outcome.operation().orElseThrow());
  }

  private static ThingSet tagged(Ledger ledger) {
    List<ThingSet> tagged = new ArrayList<>();
    ledger.append(
        operation(state -> {
          tagged.add(state.things(TAG));
          return List.of();
        }));
    return tagged.getFirst();
  }

  private static Operation operation(Decider decider) {
    return new Operation(
        Operation.EARMARK, Via.ANALYSIS, Optional.empty(), Optional.empty(), decider);
  }

  @Test
  void what_is_known_already_is_not_written_again() {
    MemoryEntries entries = new MemoryEntries();
    try (Ledger ledger = Ledger.open(entries, new RoaringIndex(), InstantSource.system())) {
      SplittableRandom random = new SplittableRandom(5);
      List<Facts> facts = learn(random, ledger, List.of()).facts();
      ledger.append(
          operation(state -> {
            for (int i = 0; i < SAMPLES; i++) {
              assertThat(Description.of(facts.get(i)).change(state, i)).isEmpty();
            }
            return List.of();
          }));
    }
  }

  private static Asked asked(SplittableRandom random, Then then, int depth) {
    int way = depth == 0 ? 4 : random.nextInt(7);
    if (way > 3) return term(random, then);
    Asked one = asked(random, then, depth - 1);
    if (way == 0) return new Asked("NOT (" + one.text() + ")", one.finds().negate());
    Asked other = asked(random, then, depth - 1);
    return way == 1
        ? new Asked("(" + one.text() + " OR " + other.text() + ")", one.finds().or(other.finds()))
        : new Asked("(" + one.text() + ") (" + other.text() + ")", one.finds().and(other.finds()));
  }

  private static Asked term(SplittableRandom random, Then then) {
    if (random.nextInt(8) == 0) return new Asked("tag-user:T1", then.tagged()::contains);
    if (random.nextInt(8) == 0) return linked(random, then);
    Map.Entry<String, Function<Facts, List<String>>> text =
        one(random, List.copyOf(TEXTS.entrySet()));
    Function<Facts, List<String>> values = text.getValue();
    List<String> patterns = new ArrayList<>();
    for (int i = random.nextInt(1, 4); i > 0; i--) patterns.add(pattern(random, then, values));
    Predicate<Integer> finds =
        i ->
            values.apply(then.facts().get(i)).stream()
                .filter(value -> !value.isEmpty())
                .anyMatch(value -> patterns.stream().anyMatch(typed -> matches(typed, value)));
    String list =
        patterns.stream().map(typed -> "\"" + typed + "\"").collect(Collectors.joining(", "));
    return new Asked(text.getKey() + ":" + (patterns.size() == 1 ? list : "[" + list + "]"), finds);
  }

  private static Asked linked(SplittableRandom random, Then then) {
    long from = random.nextLong(100_000);
    long to = from + random.nextLong(100_000);
    return new Asked(
        "pe-timestamp:[" + Instant.ofEpochSecond(from) + " TO " + Instant.ofEpochSecond(to) + "]",
        i -> {
          long linked = then.facts().get(i).pe().timestamp();
          return linked != 0 && from <= linked && linked <= to;
        });
  }

  /** What somebody might type between quotes to find a value, or something like it. */
  private static String pattern(
      SplittableRandom random, Then then, Function<Facts, List<String>> values) {
    List<String> some = values.apply(one(random, then.facts()));
    String value = some.isEmpty() ? "evil" : one(random, some);
    if (random.nextInt(4) == 0) value = value.toUpperCase(Locale.ROOT);
    if (value.isEmpty() || random.nextInt(12) == 0) return "*";
    int from = random.nextInt(value.length());
    int to = random.nextInt(from, value.length()) + 1;
    return switch (random.nextInt(6)) {
      case 0 -> literal(value.substring(0, to)) + "*";
      case 1 -> "*" + literal(value.substring(from));
      case 2 -> "*" + literal(value.substring(from, to)) + "*";
      case 3 -> literal(value.substring(0, from)) + "?" + literal(value.substring(from + 1));
      case 4 -> literal(value.substring(0, from)) + "*" + literal(value.substring(to));
      default -> literal(value);
    };
  }

  private static String literal(String text) {
    return text.replaceAll("[\\\\*?\"]", "\\\\$0");
  }

  /** By a regular expression, so by other means than the index. */
  private static boolean matches(String typed, String value) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < typed.length(); i++) {
      char c = typed.charAt(i);
      if (c == '\\') regex.append(Pattern.quote(String.valueOf(typed.charAt(++i))));
      else if (c == '*') regex.append(".*");
      else if (c == '?') regex.append('.');
      else regex.append(Pattern.quote(String.valueOf(c)));
    }
    int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL;
    return Pattern.compile(regex.toString(), flags).matcher(value).matches();
  }

  private static <T> T one(SplittableRandom random, List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  private static List<String> some(SplittableRandom random, List<String> all) {
    return all.stream().filter(_ -> random.nextInt(3) == 0).toList();
  }

  private static String maybe(SplittableRandom random, List<String> all) {
    return random.nextBoolean() ? "" : one(random, all);
  }

  private static Facts facts(SplittableRandom random) {
    List<String> urls = new ArrayList<>();
    for (String host : some(random, HOSTS)) urls.add("https://" + host + one(random, PATHS));
    if (random.nextInt(4) == 0) urls.add("http://198.51.100.9/x");
    return new Facts(
        FileFacts.NONE,
        pe(random),
        ElfFacts.NONE,
        ArchiveFacts.NONE,
        new StringFacts(urls, some(random, IPS), List.of()),
        ChildrenFacts.NONE,
        "");
  }

  private static PeFacts pe(SplittableRandom random) {
    List<PeSection> sections =
        some(random, NAMES).stream().map(name -> new PeSection(name, 1, 0, true, false)).toList();
    return new PeFacts(
        /* present= */ true,
        /* machine= */ 0x14c,
        /* timestamp= */ random.nextInt(3) * random.nextLong(100_000),
        /* plus= */ false,
        /* dll= */ false,
        /* subsystem= */ 2,
        /* characteristics= */ 0,
        /* dotnet= */ false,
        /* rich= */ false,
        /* stackCookie= */ false,
        /* guardCf= */ false,
        /* signed= */ false,
        /* version= */ false,
        /* companyName= */ maybe(random, NAMES),
        /* productName= */ maybe(random, NAMES),
        /* originalName= */ maybe(random, NAMES),
        /* manifestAdmin= */ false,
        /* symbols= */ false,
        /* pdb= */ maybe(random, List.of("C:\\a\\b.pdb", "D:\\x y\\b.PDB")),
        /* tlsCallbacks= */ 0,
        /* overlayOffset= */ 0,
        /* overlaySize= */ 0,
        sections,
        some(random, List.of("kernel32.dll", "ws2_32.dll", "a b.dll")),
        List.of(),
        some(random, NAMES),
        /* importCount= */ 0,
        /* exportCount= */ 0,
        some(random, NAMES),
        maybe(random, List.of("0123456789abcdef".repeat(2), "f".repeat(32))),
        List.of());
  }
}
