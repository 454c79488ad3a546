package earmark.indicator;

import earmark.access.Caller;
import earmark.access.Enclave;
import earmark.access.Enclaves;
import earmark.access.Right;
import earmark.index.roaring.RoaringIndex;
import earmark.ledger.Change;
import earmark.ledger.Ledger;
import earmark.ledger.Operation;
import earmark.ledger.Via;
import earmark.search.Column;
import earmark.store.jdbc.Store;
import earmark.tag.IntelTagName;
import earmark.tag.Thing;
import earmark.things.ThingSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The room of indicators on a store, three enclaves, and people with every kind of right in them.
 * Reports are as much of them as indicators have to do with.
 */
final class IndicatorRoom implements AutoCloseable {
  static final Enclave E1 = enclave(1, "Alpha");
  static final Enclave E2 = enclave(2, "Beta");
  static final Enclave E3 = enclave(3, "Gamma");

  /** May do all in the first two enclaves. */
  static final Caller FULL = new Caller(1, "full", false);

  /** May submit to the first. */
  static final Caller SUB = new Caller(2, "sub", false);

  /** May read the first. */
  static final Caller VIEW = new Caller(3, "view", false);

  /** May do all in the third. */
  static final Caller OTHER = new Caller(4, "other", false);

  static final Caller NONE = new Caller(5, "none", true);
  static final List<Caller> ALL = List.of(FULL, SUB, VIEW, OTHER, NONE);

  final Store store;
  final HeldRights rights = new HeldRights();
  final Enclaves enclaves = new Enclaves(rights);
  final RoaringIndex index = new RoaringIndex();
  final Ledger ledger;
  final Indicators indicators;
  final IndicatorTags tags;
  final IndicatorHistory history;
  final ReportIndicators reports;
  final Whitelist whitelist;
  long nowMs = 1_700_000_000_000L;

  /** What is known of a report. */
  record Report(int revision, String enclave) {}

  final Map<Integer, Report> current = new HashMap<>();

  IndicatorRoom(Store store) {
    this.store = store;
    rights.give(FULL.id(), E1, Right.READ, Right.CREATE, Right.UPDATE);
    rights.give(FULL.id(), E2, Right.READ, Right.CREATE, Right.UPDATE);
    rights.give(SUB.id(), E1, Right.READ, Right.CREATE);
    rights.give(VIEW.id(), E1, Right.READ);
    rights.give(OTHER.id(), E3, Right.READ, Right.CREATE, Right.UPDATE);
    ledger = Ledger.open(store.entries(), index, () -> Instant.ofEpochMilli(nowMs));
    indicators =
        new Indicators(
            enclaves,
            ledger,
            index,
            store.entries(),
            store.indicators(),
            store.mentions(),
            store.whitelist(),
            () -> Instant.ofEpochMilli(nowMs));
    tags =
        new IndicatorTags(
            enclaves, ledger, index, store.indicators(), () -> Instant.ofEpochMilli(nowMs));
    history = new IndicatorHistory(enclaves, ledger, index, store.indicators());
    reports = new ReportIndicators(index, store.indicators(), store.mentions(), store.whitelist());
    whitelist = new Whitelist(enclaves, store.whitelist(), () -> Instant.ofEpochMilli(nowMs));
  }

  private static Enclave enclave(int number, String name) {
    return new Enclave(
        "00000000-0000-4000-8000-00000000000" + number,
        name,
        Enclave.Type.INTERNAL,
        Enclave.USUAL_TEMPLATE);
  }

  static IndicatorValue value(String text) {
    return IndicatorValue.of(text);
  }

  static IndicatorTag tag(Enclave enclave, String name) {
    return IndicatorTag.of(enclave.id(), IntelTagName.parse(name));
  }

  /** Submits values to an enclave, with tags of the same. */
  void submit(Caller caller, Enclave to, List<String> values, String... names) {
    List<IndicatorTag> all = new ArrayList<>();
    for (String name : names) all.add(tag(to, name));
    indicators.submit(
        caller,
        Via.API,
        new Submission(
            List.of(to.id()),
            values.stream().map(text -> Submission.Row.of(value(text))).toList(),
            all,
            Optional.empty()),
        Optional.empty());
  }

  void addTag(Caller caller, Enclave enclave, String value, String name) {
    tags.add(caller, Via.API, value(value), enclave.id(), IntelTagName.parse(name));
  }

  OptionalLong edit(
      Caller caller, Enclave enclave, String value, Set<String> add, Set<String> remove) {
    Set<IntelTagName> names = new LinkedHashSet<>();
    for (String name : add) names.add(IntelTagName.parse(name));
    return tags.edit(
            caller,
            Via.API,
            value(value),
            new IndicatorTags.Edit(enclave.id(), names, remove),
            Optional.empty(),
            Optional.empty())
        .operation();
  }

  /** What a caller learns of a value, if anything. */
  Optional<Metadata> metadata(Caller caller, String value, Enclave... within) {
    List<String> ids = new ArrayList<>();
    for (Enclave enclave : within) ids.add(enclave.id());
    return indicators
        .metadata(caller, List.of(new Indicators.Asked(value, Optional.empty())), ids)
        .stream()
        .findFirst();
  }

  List<String> tagNames(Caller caller, String value, Enclave... within) {
    return metadata(caller, value, within).map(Metadata::tags).orElse(List.of()).stream()
        .map(IndicatorTag::name)
        .toList();
  }

  List<String> found(Caller caller, IndicatorQuery query) {
    return indicators.find(caller, query, 0, 1000).items().stream()
        .map(found -> found.indicator().value().text())
        .toList();
  }

  /** Submits a report, updates it or moves it; all it mentions is in {@code values}. */
  void report(int number, Enclave enclave, List<String> values) {
    Report before = current.get(number);
    int revision = before == null ? 1 : before.revision() + 1;
    ThingSet mentioned = reports.register(values.stream().map(IndicatorRoom::value).toList());
    reports.keep(number, revision, mentioned);
    Report after = new Report(revision, enclave.id());
    change(number, Optional.ofNullable(before), Optional.of(after), mentioned);
    current.put(number, after);
  }

  void deleteReport(int number) {
    Report before = current.remove(number);
    if (before != null) change(number, Optional.of(before), Optional.empty(), ThingSet.none());
  }

  private void change(
      int number, Optional<Report> before, Optional<Report> after, ThingSet mentioned) {
    Optional<ReportIndicators.Held> held =
        before.map(report ->
            new ReportIndicators.Held(report.enclave(), reports.of(number, report.revision())));
    ReportIndicators.Step step =
        new ReportIndicators.Step(
            held, after.map(report -> new ReportIndicators.Held(report.enclave(), mentioned)));
    ledger.append(
        Operation.ofEarmark(
            Via.API,
            state -> {
              List<Change> changes = new ArrayList<>();
              if (before.isEmpty()) {
                changes.add(new Change.Arrived(Thing.REPORT, ThingSet.of(number)));
              }
              after.ifPresentOrElse(
                  report -> changes.add(described(number, before, report)),
                  () -> changes.add(new Change.Gone(Thing.REPORT, ThingSet.of(number))));
              changes.addAll(reports.changes(state, List.of(step), nowMs));
              return changes;
            }));
  }

  private Change described(int number, Optional<Report> before, Report after) {
    Map<String, Change.Values> fields = new HashMap<>();
    fields.put(
        Column.REPORT_REVISION.field(),
        new Change.Values(
            before.map(report -> String.valueOf(report.revision())).stream().toList(),
            List.of(String.valueOf(after.revision()))));
    fields.put(
        Column.REPORT_ENCLAVE.field(),
        new Change.Values(before.map(Report::enclave).stream().toList(), List.of(after.enclave())));
    return new Change.Described(Thing.REPORT, number, fields);
  }

  @Override
  public void close() {
    ledger.close();
    store.close();
  }
}
