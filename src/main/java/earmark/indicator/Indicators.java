package earmark.indicator;

import earmark.access.Caller;
import earmark.access.Enclave;
import earmark.access.Enclaves;
import earmark.access.Right;
import earmark.index.Answers;
import earmark.index.Index;
import earmark.indicator.IndicatorRecords.Remark;
import earmark.ledger.Entries;
import earmark.ledger.Ledger;
import earmark.ledger.Operation;
import earmark.ledger.RequestKey;
import earmark.ledger.Via;
import earmark.refusal.Refusal;
import earmark.search.Column;
import earmark.search.Query;
import earmark.tag.Thing;
import earmark.things.Growing;
import earmark.things.ThingSet;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Submits indicators and finds them. What a caller finds depends on no enclave but his own. */
public final class Indicators {
  /** So many reports are looked at for what stands together in them, the last changed first. */
  private static final int RELATED_REPORTS_MAX = 1_000;

  private final Enclaves enclaves;
  private final Ledger ledger;
  private final Index index;
  private final Entries entries;
  private final IndicatorRecords records;
  private final Mentions mentions;
  private final WhitelistRecords whitelist;
  private final InstantSource clock;

  /**
   * @param entries for the answers of past moments
   */
  public Indicators(
      Enclaves enclaves,
      Ledger ledger,
      Index index,
      Entries entries,
      IndicatorRecords records,
      Mentions mentions,
      WhitelistRecords whitelist,
      InstantSource clock) {
    this.enclaves = enclaves;
    this.ledger = ledger;
    this.index = index;
    this.entries = entries;
    this.records = records;
    this.mentions = mentions;
    this.whitelist = whitelist;
    this.clock = clock;
  }

  /**
   * Submits indicators: all rows to all enclaves, as one operation. One that is known there already
   * has been seen again. Needs CREATE on each enclave and on each tag's enclave. Sources and notes
   * are kept before this returns, but are no part of the operation.
   *
   * @return the number of the operation; absent if there were no rows
   * @throws Refusal.NotFound if an enclave can't be read, {@link Refusal.Forbidden} if nothing may
   *     be created in it
   */
  public OptionalLong submit(
      Caller caller, Via via, Submission submission, Optional<RequestKey> key) {
    Set<String> to = new LinkedHashSet<>();
    for (String id : submission.enclaves()) to.add(Enclave.canonicalId(id));
    SubmissionRules rules = new SubmissionRules(submission, to);
    Set<String> touched = new LinkedHashSet<>(to);
    for (IndicatorTag tag : rules.tags()) touched.add(tag.enclave());
    for (String id : touched) enclaves.require(caller, id, Right.CREATE);
    rules.number(records.register(rules.values()));
    records.keepTags(rules.tags());
    long nowMs = clock.millis();
    OptionalLong operation =
        ledger
            .append(
                new Operation(
                    caller.login(),
                    via,
                    submission.reason(),
                    key,
                    state -> rules.decide(state, nowMs)))
            .operation();
    records.keepRemarks(rules.remarks());
    return operation;
  }

  /**
   * One page of what a query finds, last seen first.
   *
   * @throws Refusal.Forbidden if an enclave is named that can't be read
   */
  public IndicatorPage find(Caller caller, IndicatorQuery query, int pageNumber, int pageSize) {
    return find(caller, query, Optional.empty(), pageNumber, pageSize);
  }

  /** The same as of a past moment, in the enclaves that the caller may read now. */
  public IndicatorPage find(
      Caller caller, IndicatorQuery query, Optional<Instant> asOf, int pageNumber, int pageSize) {
    Sight sight = sight(caller, query.enclaves(), asOf);
    return page(sight, finder(sight, query), pageNumber, pageSize);
  }

  private Sight sight(Caller caller, Collection<String> asked, Optional<Instant> asOf) {
    return new Sight(answers(asOf), Scope.of(enclaves, caller, asked));
  }

  private Answers answers(Optional<Instant> asOf) {
    if (asOf.isEmpty()) return index.of(Thing.INDICATOR);
    long seq = ledger.history().lastSeqAt(asOf.get());
    return seq >= index.seq() ? index.of(Thing.INDICATOR) : index.at(seq, entries, Thing.INDICATOR);
  }

  private Query finder(Sight sight, IndicatorQuery query) {
    return new QueryReader(sight, records).read(query);
  }

  private IndicatorPage page(Sight sight, Query query, int pageNumber, int pageSize) {
    long skipped = Math.multiplyFull(pageNumber, pageSize);
    int limit = Math.clamp(IndicatorPage.REACH - skipped, 0, pageSize);
    Sight.Part part = sight.part(query, (int) Math.min(skipped, IndicatorPage.REACH), limit);
    long reachable = Math.min(part.total(), IndicatorPage.REACH);
    return new IndicatorPage(
        found(part.indicators()),
        pageNumber,
        pageSize,
        part.total(),
        skipped + part.indicators().size() < reachable);
  }

  private List<IndicatorPage.Found> found(List<Indicator> indicators) {
    Set<IndicatorValue> harmless =
        whitelist.among(indicators.stream().map(Indicator::value).toList());
    return indicators.stream()
        .map(one -> new IndicatorPage.Found(one, harmless.contains(one.value())))
        .toList();
  }

  /** What somebody asks to know about: a value, and of which type it has to be. */
  public record Asked(String value, Optional<IndicatorType> type) {}

  /**
   * What is known of some indicators in some enclaves together, in the order asked; what is unknown
   * there is left out.
   *
   * @param within the ids of enclaves; none for all that the caller may read
   * @throws Refusal.Forbidden if an enclave is named that can't be read
   */
  public List<Metadata> metadata(
      Caller caller, Collection<Asked> asked, Collection<String> within) {
    Sight sight = sight(caller, within, Optional.empty());
    return metadata(sight, visible(sight, asked));
  }

  /** The same as of a past moment; what was said in words is as it is now. */
  public List<Metadata> metadata(
      Caller caller, Collection<Asked> asked, Collection<String> within, Optional<Instant> asOf) {
    Sight sight = sight(caller, within, asOf);
    return metadata(sight, visible(sight, asked));
  }

  /** The same for each of the enclaves by itself, in which each indicator is known. */
  public List<Metadata> summaries(
      Caller caller, Collection<Asked> asked, Collection<String> within) {
    Sight all = sight(caller, within, Optional.empty());
    List<Metadata> summaries = new ArrayList<>();
    for (Indicator indicator : visible(all, asked)) {
      for (String enclave : all.enclavesOf(indicator.number())) {
        Sight one = new Sight(all.answers(), Set.of(enclave));
        summaries.addAll(metadata(one, List.of(indicator)));
      }
    }
    return summaries;
  }

  /**
   * The indicator of this id.
   *
   * @throws Refusal.NotFound if there is none, or it is known in no enclave that the caller reads
   */
  public IndicatorValue get(Caller caller, String guid) {
    Sight sight = sight(caller, List.of(), Optional.empty());
    boolean possible = guid.matches("[0-9a-f-]{36}");
    return (possible ? records.find(guid) : Optional.<Indicator>empty())
        .filter(indicator -> sight.sees(indicator.number()))
        .map(Indicator::value)
        .orElseThrow(() -> new Refusal.NotFound("There is no such indicator."));
  }

  /** Those that are meant and can be seen. */
  private List<Indicator> visible(Sight sight, Collection<Asked> asked) {
    Set<IndicatorValue> meant = new LinkedHashSet<>();
    for (Asked one : asked) {
      for (IndicatorValue value : IndicatorValue.meant(one.value())) {
        if (one.type().isEmpty() || one.type().get() == value.type()) meant.add(value);
      }
    }
    Map<IndicatorValue, Integer> numbers = records.numbers(meant);
    List<Indicator> visible = new ArrayList<>();
    for (IndicatorValue value : meant) {
      Integer number = numbers.get(value);
      if (number != null && sight.sees(number)) visible.add(new Indicator(number, value));
    }
    return visible;
  }

  List<Metadata> metadata(Sight sight, List<Indicator> indicators) {
    Map<Integer, List<Remark>> remarks = new LinkedHashMap<>();
    List<Integer> numbers = indicators.stream().map(Indicator::number).toList();
    for (Remark remark : records.remarks(numbers, sight.enclaves())) {
      remarks.computeIfAbsent(remark.indicator(), _ -> new ArrayList<>()).add(remark);
    }
    List<Metadata> all = new ArrayList<>();
    for (IndicatorPage.Found found : found(indicators)) {
      int number = found.indicator().number();
      List<Remark> said = remarks.getOrDefault(number, List.of());
      all.add(
          new Metadata(
              found.indicator(),
              sight.enclavesOf(number),
              sight.numbers(number, Column.INDICATOR_FIRST_SEEN).values().stream()
                  .min(Long::compare)
                  .orElse(0L),
              sight.numbers(number, Column.INDICATOR_LAST_SEEN).values().stream()
                  .max(Long::compare)
                  .map(LastSeen::ms)
                  .orElse(0L),
              sight.numbers(number, Column.INDICATOR_SIGHTINGS).values().stream()
                  .mapToLong(Long::longValue)
                  .sum(),
              sight.tags(number),
              texts(said, Remark.Kind.SOURCE),
              texts(said, Remark.Kind.NOTE),
              found.whitelisted()));
    }
    return all;
  }

  private static List<String> texts(List<Remark> said, Remark.Kind kind) {
    return said.stream()
        .filter(remark -> remark.kind() == kind)
        .map(Remark::text)
        .distinct()
        .toList();
  }

  /** Where a caller sees indicators from, and the query of his there. */
  record Search(Sight sight, Query query) {}

  Search search(Caller caller, IndicatorQuery query) {
    Sight sight = sight(caller, query.enclaves(), Optional.empty());
    return new Search(sight, finder(sight, query));
  }

  /**
   * One page of the indicators that stand together with some in reports of readable enclaves, last
   * seen first.
   *
   * @throws Refusal.Forbidden if an enclave is named that can't be read
   */
  public IndicatorPage related(
      Caller caller,
      Collection<String> values,
      Collection<String> within,
      int pageNumber,
      int pageSize) {
    Sight sight = sight(caller, within, Optional.empty());
    List<Asked> asked = values.stream().map(value -> new Asked(value, Optional.empty())).toList();
    List<Integer> numbers = visible(sight, asked).stream().map(Indicator::number).toList();
    CurrentReports reports = new CurrentReports(index.of(Thing.REPORT), sight.enclaves());
    Set<Integer> together = reports.newest(mentions.ofIndicators(numbers), RELATED_REPORTS_MAX);
    Growing related = new Growing(ThingSet.none());
    for (Mentions.Mention mention : mentions.ofReports(together)) {
      if (reports.shows(mention)) related.add(mention.indicator());
    }
    ThingSet others =
        related.get().andNot(ThingSet.of(numbers.stream().mapToInt(Integer::intValue).toArray()));
    return page(sight, new Query.These(others), pageNumber, pageSize);
  }
}
