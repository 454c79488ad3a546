package earmark.sample;

import earmark.index.Answers;
import earmark.index.Index;
import earmark.ledger.Entries;
import earmark.ledger.History;
import earmark.search.Query;
import earmark.search.Search;
import earmark.things.ThingSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Answers of the index as of now or of any moment before, to queries of every kind. */
final class Moments {
  private final Samples samples;
  private final Index index;
  private final History history;
  private final Entries entries;
  private final UnaryOperator<Query> names;

  /**
   * @param names what stands for a query in which tags are called by other names than they have
   */
  Moments(
      Samples samples, Index index, History history, Entries entries, UnaryOperator<Query> names) {
    this.names = names;
    this.samples = samples;
    this.index = index;
    this.history = history;
    this.entries = entries;
  }

  /**
   * Where a search is answered.
   *
   * @param query what the answers can be asked
   */
  record Asked(Answers answers, Query query) {
    ThingSet samples() {
      return answers.things(query);
    }
  }

  Asked asked(Search search) {
    if (search.asOf().isEmpty()) return new Asked(index, resolve(search.query(), Long.MAX_VALUE));
    long seq = history.lastSeqAt(search.asOf().get());
    return new Asked(answersAt(seq), resolve(search.query(), seq));
  }

  /** What finds samples as they were after an entry; it stays at that entry. */
  Function<Query, ThingSet> at(long seq) {
    Answers answers = index.at(seq, entries);
    return query -> answers.things(resolve(query, seq));
  }

  /** The answers after an entry, which are those of now if nothing followed. */
  private Answers answersAt(long seq) {
    return seq >= index.seq() ? index : index.at(seq, entries);
  }

  /**
   * A query that an index can answer: what asks for hashes or for how a tag was given has become a
   * set of samples, as of an entry.
   */
  Query resolve(Query query, long upTo) {
    return answerable(names.apply(query), upTo);
  }

  private Query answerable(Query query, long upTo) {
    return switch (query) {
      case Query.HasHash(String hash) ->
          new Query.These(
              samples
                  .find(SampleHash.parse(hash))
                  .map(sample -> ThingSet.of(sample.number()))
                  .orElse(ThingSet.none()));
      case Query.Given given -> new Query.These(history.given(given, upTo));
      case Query.And(List<Query> parts) ->
          new Query.And(parts.stream().map(part -> answerable(part, upTo)).toList());
      case Query.Or(List<Query> parts) ->
          new Query.Or(parts.stream().map(part -> answerable(part, upTo)).toList());
      case Query.Not(Query part) -> new Query.Not(answerable(part, upTo));
      case Query.Everything _,
          Query.These _,
          Query.HasTag _,
          Query.HasTagIn _,
          Query.HasTagLike _,
          Query.Matches _,
          Query.HasWord _,
          Query.InRange _,
          Query.InScopedRange _ ->
          query;
    };
  }
}
