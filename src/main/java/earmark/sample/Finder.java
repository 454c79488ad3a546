package earmark.sample;

import earmark.index.Answers;
import earmark.index.Index;
import earmark.ledger.Entries;
import earmark.ledger.Entry;
import earmark.ledger.History;
import earmark.refusal.Refusal;
import earmark.search.Order;
import earmark.search.Query;
import earmark.search.Search;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.things.ThingSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Finds samples by hash or by search, now or as of a past moment, and shows them with their tags.
 */
public final class Finder {
  private static final int SOME = 500;

  private final Samples samples;
  private final Index index;
  private final History history;
  private final Moments moments;
  private final String ifMissing;

  /**
   * @param entries for the answers of past moments
   */
  public Finder(Samples samples, Index index, History history, Entries entries) {
    this(samples, index, history, entries, "");
  }

  /**
   * @param ifMissing what to tell who names a sample that is not here, besides that; or nothing
   */
  public Finder(Samples samples, Index index, History history, Entries entries, String ifMissing) {
    this(samples, index, history, entries, ifMissing, UnaryOperator.identity());
  }

  /**
   * @param names what stands for a query in which tags are called by other names than they have
   */
  public Finder(
      Samples samples,
      Index index,
      History history,
      Entries entries,
      String ifMissing,
      UnaryOperator<Query> names) {
    this.ifMissing = ifMissing.isEmpty() ? "" : " " + ifMissing;
    this.samples = samples;
    this.index = index;
    this.history = history;
    this.moments = new Moments(samples, index, history, entries, names);
  }

  /**
   * A sample with the names of its tags, each list sorted without regard to case.
   *
   * @param verdict absent if it is unknown
   * @param origin the extracted file that the verdict comes from; absent if it is its own, or that
   *     file was deleted after the moment that is shown
   */
  public record Tagged(
      Sample sample,
      List<String> system,
      List<String> user,
      Optional<Verdict> verdict,
      Optional<Sample> origin) {}

  /**
   * One page of a list of samples.
   *
   * @param total how many there are in all
   * @param next where the following page begins, if there is one
   */
  public record Page(long total, List<Tagged> samples, Optional<Answers.Cursor> next) {}

  /**
   * The tags of an answer.
   *
   * @param total of how many samples
   * @param tags with the number of those samples that carry them
   */
  public record Facets(long total, List<Answers.Counted> tags) {}

  /** What is found at one moment and not at another, the newest of each. */
  public record Diff(Page gained, Page lost) {}

  /** Whether there is no sample at all. */
  boolean isEmpty() {
    return index.things(new Query.Everything()).isEmpty();
  }

  /** The sample with this hash, if it is here. */
  public Optional<Sample> find(SampleHash hash) {
    return samples.find(hash).filter(sample -> index.exists(sample.number()));
  }

  /** Those of the samples with these hashes that are here, by hash, in this order. */
  public Map<SampleHash, Sample> find(Collection<SampleHash> hashes) {
    Map<SampleHash, Integer> numbers = samples.numbers(hashes);
    Map<Integer, Sample> byNumber = byNumber(numbers.values());
    Map<SampleHash, Sample> found = new LinkedHashMap<>();
    for (SampleHash hash : hashes) {
      Sample sample = byNumber.get(numbers.getOrDefault(hash, -1));
      if (sample != null && index.exists(sample.number())) found.put(hash, sample);
    }
    return found;
  }

  private Map<Integer, Sample> byNumber(Collection<Integer> numbers) {
    Map<Integer, Sample> byNumber = new HashMap<>();
    for (Sample sample : samples.get(numbers.stream().distinct().toList())) {
      byNumber.put(sample.number(), sample);
    }
    return byNumber;
  }

  /**
   * The sample with this hash.
   *
   * @throws Refusal.NotFound if it is not here
   */
  public Sample get(SampleHash hash) {
    return find(hash)
        .orElseThrow(
            () -> new Refusal.NotFound("There is no sample " + hash + " here." + ifMissing));
  }

  /**
   * The samples with these hashes.
   *
   * @throws Refusal.NotFound if one is not here, naming the first
   */
  ThingSet numbers(Collection<SampleHash> hashes) {
    Map<SampleHash, Integer> known = samples.numbers(hashes);
    List<SampleHash> missing =
        hashes.stream()
            .distinct()
            .filter(hash -> !known.containsKey(hash) || !index.exists(known.get(hash)))
            .toList();
    if (!missing.isEmpty()) {
      int more = missing.size() - 1;
      throw new Refusal.NotFound(
          "There is no sample "
              + missing.getFirst()
              + " here"
              + (more == 0 ? "." : ", nor " + more + " others that were named.")
              + ifMissing);
    }
    return ThingSet.of(known.values().stream().mapToInt(Integer::intValue).toArray());
  }

  /** A query that an index can answer, as of now; see {@link Moments}. */
  public Query resolve(Query query) {
    return moments.resolve(query, Long.MAX_VALUE);
  }

  /** What finds at any later moment those of the samples that a search finds now. */
  public Query resolve(Search search) {
    return search.asOf().isEmpty()
        ? resolve(search.query())
        : new Query.These(moments.asked(search).samples());
  }

  /** The number of the last entry that searches know of. */
  public long seq() {
    return index.seq();
  }

  /**
   * What finds all samples of a query as they were when an entry was the last one.
   *
   * @param seq from 0 to {@link #seq}
   */
  public Function<Query, ThingSet> at(long seq) {
    return moments.at(seq);
  }

  /**
   * The samples with these numbers, in this order, with their tags now; those without a record are
   * left out.
   */
  public List<Tagged> tagged(List<Integer> numbers) {
    return page(index, new Answers.Found(numbers.size(), index.rows(numbers), Optional.empty()))
        .samples();
  }

  /** Whether a sample is here now; one that was removed is not. */
  public boolean isHere(Sample sample) {
    return index.exists(sample.number());
  }

  /** Those of these SHA-256 hashes, in lower-case hex, whose samples are here. */
  public Set<String> known(Set<String> sha256) {
    return samples.known(sha256);
  }

  /** A sample with its tags as they are now. */
  public Tagged tagged(Sample sample) {
    Optional<Verdict> verdict = verdict(sample);
    return tagged(sample, index.tags(sample.number()), verdict, origins(verdict.stream().toList()));
  }

  /** What a sample counts as now; nothing if it is unknown. */
  public Optional<Verdict> verdict(Sample sample) {
    return Verdict.of(index, sample.number());
  }

  /** The extracted files that verdicts come from, by their numbers; own verdicts have none. */
  public Map<Integer, Sample> origins(Collection<Verdict> verdicts) {
    return byNumber(
        verdicts.stream().flatMap(verdict -> verdict.origin().stream().boxed()).toList());
  }

  /** One page of what a search finds, with the tags as of its moment. */
  public Page search(Search search, Order order, Optional<Answers.Cursor> after, int limit) {
    Moments.Asked asked = moments.asked(search);
    return page(asked.answers(), asked.answers().find(asked.query(), order, after, limit));
  }

  /** The same by its place; see {@link Answers#find(Query, Order, int, int)}. */
  public Page search(Search search, Order order, int skipped, int limit) {
    Moments.Asked asked = moments.asked(search);
    return page(asked.answers(), asked.answers().find(asked.query(), order, skipped, limit));
  }

  private Page page(Answers answers, Answers.Found found) {
    Map<Integer, Sample> byNumber =
        byNumber(found.rows().stream().map(Answers.Row::thing).toList());
    Map<Integer, Verdict> verdicts = new HashMap<>();
    for (int number : byNumber.keySet()) {
      Verdict.of(answers, number).ifPresent(verdict -> verdicts.put(number, verdict));
    }
    Map<Integer, Sample> origins = origins(verdicts.values());
    List<Tagged> page = new ArrayList<>();
    for (Answers.Row row : found.rows()) {
      Sample sample = byNumber.get(row.thing());
      if (sample == null) continue;
      Optional<Verdict> verdict = Optional.ofNullable(verdicts.get(row.thing()));
      page.add(tagged(sample, row.tags(), verdict, origins));
    }
    return new Page(found.total(), page, found.next());
  }

  /**
   * Hands over every sample that a search finds, newest first, with its tags, all as of one moment;
   * some at a time, so there may be more than memory holds.
   */
  public void forEach(Search search, Consumer<Tagged> action) {
    Moments.Asked asked = moments.asked(search);
    Answers answers = asked.answers() instanceof Index now ? now.of(Thing.SAMPLE) : asked.answers();
    ThingSet found = answers.things(asked.query());
    int[] some = found.below(Integer.MAX_VALUE, SOME);
    while (some.length > 0) {
      List<Answers.Row> rows = answers.rows(IntStream.of(some).boxed().toList());
      page(answers, new Answers.Found(rows.size(), rows, Optional.empty()))
          .samples()
          .forEach(action);
      some = found.below(some[some.length - 1], SOME);
    }
  }

  /** The most frequent tags of what a search finds, as of its moment. */
  public Facets facets(Search search, Set<Tag.Kind> kinds, int limit) {
    Moments.Asked asked = moments.asked(search);
    ThingSet found = asked.samples();
    return new Facets(found.size(), asked.answers().facets(new Query.These(found), kinds, limit));
  }

  /** The tags that stand most often together with all of these, without these. */
  public List<Answers.Counted> related(Set<Tag> tags, int limit) {
    Query all = new Query.And(tags.stream().<Query>map(Query.HasTag::new).toList());
    return index.facets(all, Tag.Kind.of(Thing.SAMPLE), limit + tags.size()).stream()
        .filter(counted -> !tags.contains(counted.tag()))
        .limit(limit)
        .toList();
  }

  /**
   * What a query finds at one moment and did not find at an earlier one, and the other way round:
   * the newest samples of both, with their tags as of the moment that finds them.
   *
   * @param to absent for now
   */
  public Diff diff(Query query, Instant from, Optional<Instant> to, int limit) {
    Moments.Asked first = moments.asked(new Search(query, Optional.of(from)));
    Moments.Asked last = moments.asked(new Search(query, to));
    ThingSet before = first.samples();
    ThingSet after = last.samples();
    return new Diff(
        newest(last.answers(), after.andNot(before), limit),
        newest(first.answers(), before.andNot(after), limit));
  }

  private Page newest(Answers answers, ThingSet found, int limit) {
    return page(
        answers, answers.find(new Query.These(found), Order.NEWEST_FIRST, Optional.empty(), limit));
  }

  /** For each tag of a sample, the operation that put it there. */
  public Map<Tag, Entry> givers(Sample sample) {
    return history.givers(sample.number(), index.tags(sample.number()));
  }

  /** Tags in use that contain a text; see {@link Answers#suggest}. */
  public List<Answers.Counted> suggest(String text, Set<Tag.Kind> kinds, int limit) {
    return index.suggest(text, kinds, limit);
  }

  private static Tagged tagged(
      Sample sample, List<Tag> tags, Optional<Verdict> verdict, Map<Integer, Sample> origins) {
    return new Tagged(
        sample,
        names(tags, Tag.Kind.SYSTEM),
        names(tags, Tag.Kind.USER),
        verdict,
        verdict.flatMap(known ->
            known.origin().isPresent()
                ? Optional.ofNullable(origins.get(known.origin().getAsInt()))
                : Optional.empty()));
  }

  private static List<String> names(List<Tag> tags, Tag.Kind kind) {
    return tags.stream()
        .filter(tag -> tag.kind() == kind)
        .map(Tag::name)
        .sorted(String.CASE_INSENSITIVE_ORDER.thenComparing(Comparator.naturalOrder()))
        .toList();
  }
}
