package earmark.report;

import earmark.access.Caller;
import earmark.access.Enclaves;
import earmark.access.Right;
import earmark.index.roaring.RoaringIndex;
import earmark.indicator.ReportIndicators;
import earmark.ledger.Ledger;
import earmark.ledger.Via;
import earmark.store.jdbc.Store;
import earmark.tag.IntelTagName;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** The room of reports over a store, with a clock that stands still, and four callers. */
final class ReportRoom implements AutoCloseable {
  static final Caller FULL = new Caller(1, "full", false);
  static final Caller SUB = new Caller(2, "sub", false);
  static final Caller VIEW = new Caller(3, "view", false);
  static final Caller NONE = new Caller(4, "none", true);

  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  final AtomicLong nowMs = new AtomicLong(START.toEpochMilli());
  final InstantSource clock = () -> Instant.ofEpochMilli(nowMs.get());
  final GivenRights rights = new GivenRights();
  final String e1 = rights.made("one");
  final String e2 = rights.made("two");
  final Store store;
  final RoaringIndex index = new RoaringIndex();
  final Ledger ledger;
  final Revisions revisions;
  final ReportIndicators indicators;
  final Reports reports;
  final ReportTags tags;
  final ReportSearch search;

  ReportRoom(Store store) {
    this(store, ReportLimits.USUAL);
  }

  ReportRoom(Store store, ReportLimits limits) {
    this.store = store;
    ledger = Ledger.open(store.entries(), index, clock);
    revisions = store.revisions();
    indicators =
        new ReportIndicators(index, store.indicators(), store.mentions(), store.whitelist());
    Enclaves enclaves = new Enclaves(rights);
    reports = new Reports(enclaves, revisions, indicators, ledger, index, limits, clock);
    tags = new ReportTags(enclaves, revisions, ledger, index, store.entries(), limits, clock);
    search = new ReportSearch(enclaves, index, revisions, indicators);
    rights.give(FULL, e1, Right.READ, Right.CREATE, Right.UPDATE);
    rights.give(FULL, e2, Right.READ, Right.CREATE, Right.UPDATE);
    rights.give(SUB, e1, Right.READ, Right.CREATE);
    rights.give(VIEW, e1, Right.READ);
  }

  static Submission submission(String title, String body) {
    return new Submission(title, body, Optional.empty(), Optional.empty(), Optional.empty());
  }

  static Submission called(String externalId, String title) {
    return submission(title, "The body of " + title).called(externalId);
  }

  static ReportRef ref(Report report) {
    return new ReportRef.ByGuid(report.guid());
  }

  Report submit(String enclave, String title, String body) {
    return reports.submit(FULL, Via.API, enclave, submission(title, body));
  }

  static Set<IntelTagName> names(String... typed) {
    Set<IntelTagName> names = new LinkedHashSet<>();
    for (String one : typed) names.add(IntelTagName.parse(one));
    return names;
  }

  ReportTags.Altered tag(Report report, String... typed) {
    return alter(FULL, report, names(typed), Set.of());
  }

  ReportTags.Altered alter(Caller caller, Report report, Set<IntelTagName> add, Set<String> off) {
    return tags.alter(
        caller,
        Via.API,
        ref(report),
        new ReportTags.Edit(add, off, Optional.of("because")),
        Optional.empty());
  }

  List<String> tagsOf(Report report) {
    return tags.tags(FULL, ref(report), Optional.empty()).tags();
  }

  Report get(Report report) {
    return reports.get(FULL, ref(report));
  }

  @Override
  public void close() {
    ledger.close();
    store.close();
  }
}
