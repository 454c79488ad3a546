package earmark.sample;

import earmark.index.Answers;
import earmark.index.Index;
import earmark.ledger.History;
import earmark.refusal.Refusal;
import earmark.search.Order;
import earmark.search.Query;
import earmark.search.Search;
import earmark.tag.Tag;
import earmark.things.ThingSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds samples by hash, by search or by tag, and shows them with their tags. */
public final class Finder {
  private final Samples samples;
  private final Index index;
  private final History history;

  public Finder(Samples samples, Index index, History history) {
    this.samples = samples;
    this.index = index;
    this.history = history;
  }

  /** A sample with the names of its tags, each list sorted without regard to case. */
  public record Tagged(Sample sample, List<String> system, List<String> user) {}

  /**
   * One page of a list of samples.
   *
   * @param total how many there are in all
   * @param next where the following page begins, if there is one
   */
  public record Page(long total, List<Tagged> samples, Optional<Answers.Cursor> next) {}

  /** Whether there is no sample at all. */
  boolean isEmpty() {
    return index.samples(new Query.Everything()).isEmpty();
  }

  /** The sample with this hash, if it is here. */
  public Optional<Sample> find(SampleHash hash) {
    return samples.find(hash).filter(sample -> index.exists(sample.number()));
  }

  /**
   * The sample with this hash.
   *
   * @throws Refusal.NotFound if it is not here
   */
  public Sample get(SampleHash hash) {
    return find(hash)
        .orElseThrow(() -> new Refusal.NotFound("There is no sample " + hash + " here."));
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
              + (more == 0 ? "." : ", nor " + more + " others that were named."));
    }
    return ThingSet.of(known.values().stream().mapToInt(Integer::intValue).toArray());
  }

  /**
   * A query that an index can answer: what asks for hashes or for how a tag was given has become a
   * set of samples, as of now.
   */
  public Query resolve(Query query) {
    return switch (query) {
      case Query.HasHash(String hash) ->
          new Query.These(
              samples
                  .find(SampleHash.parse(hash))
                  .map(sample -> ThingSet.of(sample.number()))
                  .orElse(ThingSet.none()));
      case Query.Given given -> new Query.These(history.given(given));
      case Query.And(List<Query> parts) ->
          new Query.And(parts.stream().map(this::resolve).toList());
      case Query.Or(List<Query> parts) -> new Query.Or(parts.stream().map(this::resolve).toList());
      case Query.Not(Query part) -> new Query.Not(resolve(part));
      case Query.Everything _,
          Query.These _,
          Query.HasTag _,
          Query.HasTagLike _,
          Query.Matches _,
          Query.InRange _ ->
          query;
    };
  }

  /** Those of these SHA-256 hashes, in lower-case hex, whose samples are here. */
  public Set<String> known(Set<String> sha256) {
    return samples.known(sha256);
  }

  /** A sample with its tags as they are now. */
  public Tagged tagged(Sample sample) {
    return tagged(sample, index.tags(sample.number()));
  }

  /**
   * One page of what a search finds, newest first.
   *
   * @throws Refusal.Invalid if it speaks of a past moment, which is not kept yet
   */
  public Page search(Search search, Optional<Answers.Cursor> after, int limit) {
    if (search.asOf().isPresent()) {
      throw new Refusal.Invalid("Searches as of a past moment are not answered in this version.");
    }
    if (search.query() instanceof Query.HasHash(String hash)) {
      return find(SampleHash.parse(hash))
          .map(sample -> new Page(1, List.of(tagged(sample)), Optional.empty()))
          .orElse(new Page(0, List.of(), Optional.empty()));
    }
    return page(search.query(), Order.NEWEST_FIRST, after, limit);
  }

  /** One page of the samples that a query finds; see {@link Answers#find}. */
  public Page page(Query query, Order order, Optional<Answers.Cursor> after, int limit) {
    Answers.Found found = index.find(resolve(query), order, after, limit);
    Map<Integer, Sample> byNumber = new HashMap<>();
    for (Sample sample : samples.get(found.rows().stream().map(Answers.Row::sample).toList())) {
      byNumber.put(sample.number(), sample);
    }
    List<Tagged> page = new ArrayList<>();
    for (Answers.Row row : found.rows()) {
      Sample sample = byNumber.get(row.sample());
      if (sample != null) page.add(tagged(sample, row.tags()));
    }
    return new Page(found.total(), page, found.next());
  }

  /** Tags in use that contain a text; see {@link Answers#suggest}. */
  public List<Answers.Counted> suggest(String text, Set<Tag.Kind> kinds, int limit) {
    return index.suggest(text, kinds, limit);
  }

  private static Tagged tagged(Sample sample, List<Tag> tags) {
    return new Tagged(sample, names(tags, Tag.Kind.SYSTEM), names(tags, Tag.Kind.USER));
  }

  private static List<String> names(List<Tag> tags, Tag.Kind kind) {
    return tags.stream()
        .filter(tag -> tag.kind() == kind)
        .map(Tag::name)
        .sorted(String.CASE_INSENSITIVE_ORDER.thenComparing(Comparator.naturalOrder()))
        .toList();
  }
}
