package earmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.access.Caller;
import earmark.access.Right;
import earmark.ledger.Via;
import earmark.property.Property;
import earmark.refusal.Refusal;
import earmark.report.PlainReports.Plain;
import earmark.report.ReportSearch.Sort;
import earmark.store.TestPostgres;
import earmark.store.jdbc.Store;
import earmark.store.postgres.PostgresStore;
import earmark.store.sqlite.SqliteStore;
import earmark.tag.IntelTagName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random histories of reports by callers with different and changing rights: the room answers as
 * {@link PlainReports} does, in what is seen and in what is refused.
 */
class ReportSeriesTest {
  private static final List<String> WORDS = List.of("alpha", "beta", "gamma", "delta");
  private static final List<String> TAGS = List.of("a", "b", "c", "d", "é");
  private static final List<String> EXTERNAL_IDS = List.of("x", "y/1", "z ž");
  private static final int STEPS = 60;

  @TempDir Path folder;

  @Test
  void the_room_agrees_with_a_plain_model_on_sqlite() {
    Property.holds(
        4,
        random ->
            new Series(random, SqliteStore.open(folder.resolve(random.nextLong() + ".db"))).run());
  }

  @Test
  void the_room_agrees_with_a_plain_model_on_postgres() {
    Property.holds(
        2, random -> new Series(random, PostgresStore.open(TestPostgres.database(), 4)).run());
  }

  /** One series. */
  private static final class Series {
    private final SplittableRandom random;
    private final ReportRoom room;
    private final PlainReports model = new PlainReports();
    private final List<String> enclaves;
    private final List<Caller> callers =
        List.of(ReportRoom.FULL, ReportRoom.SUB, ReportRoom.VIEW, ReportRoom.NONE);
    private final List<String> guids = new ArrayList<>();

    Series(SplittableRandom random, Store store) {
      this.random = random;
      this.room = new ReportRoom(store);
      this.enclaves = List.of(room.e1, room.e2, room.rights.made("three"));
      for (Caller caller : callers) {
        for (String enclave : enclaves) give(caller, enclave, EnumSet.noneOf(Right.class));
      }
      for (String enclave : enclaves) give(callers.getFirst(), enclave, EnumSet.allOf(Right.class));
      for (Caller caller : callers) giveSomething(caller);
    }

    void run() {
      try (room) {
        for (int step = 0; step < STEPS; step++) {
          if (random.nextBoolean()) room.nowMs.addAndGet(random.nextInt(3));
          step();
          compare(callers.get(step % callers.size()));
        }
        callers.forEach(this::compare);
      }
    }

    private <T> T one(List<T> some) {
      return some.get(random.nextInt(some.size()));
    }

    private Set<String> some(List<String> all) {
      Set<String> some = new TreeSet<>();
      for (int n = random.nextInt(3); n > 0; n--) some.add(one(all));
      return some;
    }

    private String guid() {
      return guids.isEmpty() || random.nextInt(20) == 0 ? "nonsense" : one(guids);
    }

    private Submission submission() {
      return new Submission(
          one(WORDS) + " " + one(WORDS),
          one(WORDS) + " " + one(WORDS),
          random.nextInt(3) == 0 ? Optional.of(one(EXTERNAL_IDS)) : Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }

    private void give(Caller caller, String enclave, Set<Right> some) {
      room.rights.give(caller, enclave, some.toArray(Right[]::new));
      model.rights.computeIfAbsent(caller, _ -> new HashMap<>()).put(enclave, some);
    }

    private void giveSomething(Caller caller) {
      Set<Right> some = EnumSet.noneOf(Right.class);
      if (random.nextInt(4) > 0) some.add(Right.READ);
      if (!some.isEmpty() && random.nextInt(3) > 0) some.add(Right.CREATE);
      if (!some.isEmpty() && random.nextBoolean()) some.add(Right.UPDATE);
      give(caller, one(enclaves), some);
    }

    private void step() {
      Caller caller = random.nextInt(3) == 0 ? one(callers) : callers.getFirst();
      switch (random.nextInt(10)) {
        case 0, 1 -> submit(caller);
        case 2 -> update(caller);
        case 3 -> upsert(caller);
        case 4 -> copy(caller);
        case 5 -> move(caller);
        case 6 -> delete(caller);
        case 7 -> giveSomething(one(callers));
        default -> alter(caller);
      }
    }

    /** What a call answers, or the name of its refusal. */
    private static <T> Map.Entry<Optional<T>, String> attempt(Supplier<T> call) {
      try {
        return Map.entry(Optional.of(call.get()), "");
      } catch (Refusal refusal) {
        return Map.entry(Optional.empty(), refusal.getClass().getSimpleName());
      }
    }

    private Optional<Plain> arrive(
        Map.Entry<Optional<Report>, String> answer, Optional<String> expected, Plain plain) {
      assertThat(answer.getValue()).isEqualTo(expected.orElse(""));
      return answer
          .getKey()
          .map(report -> {
            Plain made =
                new Plain(report.guid(), plain.enclave, plain.externalId, plain.title, plain.body);
            made.tags.addAll(plain.tags);
            model.all.put(made.guid, made);
            model.changed(made);
            guids.add(made.guid);
            return made;
          });
    }

    private void submit(Caller caller) {
      String enclave = one(enclaves);
      Submission said = submission();
      Optional<String> refusal =
          model.refusal(caller, enclave, Right.CREATE).or(() -> taken(enclave, said, ""));
      arrive(
          attempt(() -> room.reports.submit(caller, Via.API, enclave, said)),
          refusal,
          new Plain("", enclave, said.externalId(), said.title(), said.body()));
    }

    private Optional<String> taken(String enclave, Submission said, String guid) {
      return model.isTaken(enclave, said.externalId(), guid)
          ? Optional.of("Conflict")
          : Optional.empty();
    }

    /** A report to be updated, and where it is to go; the refusal, if it is not to be. */
    private Optional<String> refusal(
        Caller caller, String guid, String destination, Optional<String> externalId) {
      Optional<Plain> plain = model.visible(caller, guid);
      if (plain.isEmpty()) return Optional.of("NotFound");
      String enclave = plain.get().enclave;
      Optional<String> refusal = model.refusal(caller, enclave, Right.UPDATE);
      if (refusal.isEmpty() && !enclave.equals(destination)) {
        refusal = model.refusal(caller, destination, Right.CREATE);
      }
      if (refusal.isPresent()) return refusal;
      Optional<String> id = externalId.or(() -> plain.get().externalId);
      return model.isTaken(destination, id, guid) ? Optional.of("Conflict") : Optional.empty();
    }

    private void update(Caller caller) {
      String guid = guid();
      Submission said = submission();
      Optional<String> enclave =
          random.nextInt(4) == 0 ? Optional.of(one(enclaves)) : Optional.empty();
      String destination =
          enclave.orElse(model.visible(caller, guid).map(one -> one.enclave).orElse(""));
      Optional<String> refusal = refusal(caller, guid, destination, said.externalId());
      assertThat(
              attempt(() ->
                      room.reports.update(
                          caller, Via.API, new ReportRef.ByGuid(guid), enclave, said))
                  .getValue())
          .isEqualTo(refusal.orElse(""));
      if (refusal.isEmpty()) revise(model.get(guid), destination, said, said.body());
    }

    private void revise(Plain plain, String enclave, Submission said, String body) {
      plain.enclave = enclave;
      plain.externalId = said.externalId().or(() -> plain.externalId);
      plain.title = said.title();
      plain.body = body;
      model.changed(plain);
    }

    private void upsert(Caller caller) {
      String enclave = one(enclaves);
      String id = one(EXTERNAL_IDS);
      Submission said = submission();
      Reports.Mode mode = random.nextBoolean() ? Reports.Mode.APPEND : Reports.Mode.OVERRIDE;
      Optional<Plain> there =
          model.all.values().stream()
              .filter(one -> one.enclave.equals(enclave))
              .filter(one -> one.externalId.equals(Optional.of(id)))
              .findFirst();
      Optional<String> refusal =
          model.refusal(caller, enclave, there.isPresent() ? Right.UPDATE : Right.CREATE);
      var answer =
          attempt(() ->
              room.reports.upsert(
                  caller,
                  Via.API,
                  Optional.of(new ReportRef.ByExternalId(id)),
                  enclave,
                  said,
                  mode));
      if (there.isEmpty()) {
        arrive(answer, refusal, new Plain("", enclave, Optional.of(id), said.title(), said.body()));
        return;
      }
      assertThat(answer.getValue()).isEqualTo(refusal.orElse(""));
      if (refusal.isPresent()) return;
      assertThat(answer.getKey().map(Report::guid)).contains(there.get().guid);
      String body =
          mode == Reports.Mode.APPEND ? there.get().body + "\n" + said.body() : said.body();
      revise(there.get(), enclave, said.called(id), body.replace('\n', ' '));
    }

    private void copy(Caller caller) {
      String guid = guid();
      String enclave = one(enclaves);
      boolean changed = random.nextInt(3) == 0;
      Submission said = submission();
      Set<String> tags = some(TAGS);
      Optional<Plain> source = model.visible(caller, guid);
      Optional<String> refusal =
          source.isEmpty()
              ? Optional.of("NotFound")
              : model
                  .refusal(caller, enclave, Right.CREATE)
                  .or(() -> changed ? taken(enclave, said, "") : Optional.empty());
      Plain plain =
          new Plain(
              "",
              enclave,
              changed
                  ? said.externalId()
                  : source
                      .flatMap(one -> one.externalId)
                      .filter(id -> !model.isTaken(enclave, Optional.of(id), "")),
              changed ? said.title() : source.map(one -> one.title).orElse(""),
              changed ? said.body() : source.map(one -> one.body).orElse(""));
      plain.tags.addAll(changed ? tags : source.map(one -> one.tags).orElse(new TreeSet<>()));
      ReportRef ref = new ReportRef.ByGuid(guid);
      arrive(
          attempt(() ->
              changed
                  ? room.reports.copyAs(caller, Via.API, ref, enclave, said, names(tags))
                  : room.reports.copy(caller, Via.API, ref, enclave)),
          refusal,
          plain);
    }

    private static Set<IntelTagName> names(Set<String> tags) {
      return ReportRoom.names(tags.toArray(String[]::new));
    }

    private void move(Caller caller) {
      String guid = guid();
      String enclave = one(enclaves);
      Optional<String> refusal = refusal(caller, guid, enclave, Optional.empty());
      assertThat(
              attempt(() -> room.reports.move(caller, Via.API, new ReportRef.ByGuid(guid), enclave))
                  .getValue())
          .isEqualTo(refusal.orElse(""));
      Plain plain = model.all.get(guid);
      if (refusal.isPresent() || plain == null || plain.enclave.equals(enclave)) return;
      plain.enclave = enclave;
      model.changed(plain);
    }

    private void delete(Caller caller) {
      String guid = guid();
      Optional<Plain> plain = model.visible(caller, guid);
      Optional<String> refusal =
          plain.isEmpty()
              ? Optional.of("NotFound")
              : model.refusal(caller, plain.get().enclave, Right.UPDATE);
      assertThat(
              attempt(
                      () -> {
                        room.reports.delete(caller, Via.API, new ReportRef.ByGuid(guid));
                        return guid;
                      })
                  .getValue())
          .isEqualTo(refusal.orElse(""));
      if (refusal.isEmpty()) model.all.remove(guid);
    }

    private void alter(Caller caller) {
      String guid = guid();
      Set<String> add = some(TAGS);
      Set<String> remove = some(TAGS);
      Optional<Plain> plain = model.visible(caller, guid);
      Optional<String> refusal =
          plain.isEmpty()
              ? Optional.of("NotFound")
              : model.refusal(caller, plain.get().enclave, Right.UPDATE);
      ReportTags.Edit edit = new ReportTags.Edit(names(add), remove, Optional.empty());
      var answer =
          attempt(() ->
              room.tags.alter(caller, Via.API, new ReportRef.ByGuid(guid), edit, Optional.empty()));
      assertThat(answer.getValue()).isEqualTo(refusal.orElse(""));
      if (refusal.isPresent()) return;
      TreeSet<String> before = new TreeSet<>(plain.orElseThrow().tags);
      plain.get().tags.removeAll(remove);
      plain.get().tags.addAll(add);
      if (!plain.get().tags.equals(before)) model.changed(plain.get());
      else return;
      if (random.nextInt(4) > 0) return;
      String operation = answer.getKey().flatMap(ReportTags.Altered::operation).orElseThrow();
      room.tags.undo(
          caller,
          Via.API,
          new ReportRef.ByGuid(guid),
          operation,
          Optional.empty(),
          Optional.empty());
      plain.get().tags = before;
      model.changed(plain.get());
    }

    private void compare(Caller caller) {
      for (String guid : guids) {
        var answer =
            attempt(() -> room.tags.tags(caller, new ReportRef.ByGuid(guid), Optional.empty()));
        Optional<Plain> plain = model.visible(caller, guid);
        assertThat(answer.getKey().isPresent()).isEqualTo(plain.isPresent());
        if (plain.isEmpty()) continue;
        ReportTags.Tagged tagged = answer.getKey().orElseThrow();
        assertThat(tagged.tags()).isEqualTo(List.copyOf(plain.get().tags));
        assertThat(tagged.report().title()).isEqualTo(plain.get().title);
        assertThat(tagged.report().enclave()).isEqualTo(plain.get().enclave);
        assertThat(tagged.report().externalId()).isEqualTo(plain.get().externalId);
      }
      for (String id : EXTERNAL_IDS) {
        var answer = attempt(() -> room.reports.get(caller, new ReportRef.ByExternalId(id)));
        assertThat(answer.getKey().map(Report::guid).orElse(answer.getValue()))
            .isEqualTo(model.byExternalId(caller, id));
      }
      assertThat(room.tags.all(caller, Set.of()))
          .doesNotHaveDuplicates()
          .hasSameElementsAs(model.inUse(caller));
      find(caller);
    }

    private void find(Caller caller) {
      Optional<String> word = random.nextBoolean() ? Optional.of(one(WORDS)) : Optional.empty();
      Set<String> tags = some(TAGS);
      Set<String> excluded = some(TAGS);
      ReportFilter filter =
          new ReportFilter(
              word.map(ReportTerm::parse),
              Set.of(),
              tags,
              excluded,
              Optional.empty(),
              Optional.empty());
      List<String> expected = model.find(caller, word, tags, excluded);
      ReportPage latest = room.search.latest(caller, filter, 1000);
      assertThat(latest.total()).isEqualTo(expected.size());
      assertThat(latest.reports())
          .extracting(Report::guid)
          .hasSameElementsAs(expected)
          .hasSize(expected.size());
      for (String enclave : enclaves) { // moments rise in each enclave by itself
        assertThat(
                latest.reports().stream()
                    .filter(report -> report.enclave().equals(enclave))
                    .map(Report::guid))
            .containsExactlyElementsOf(
                expected.stream().filter(guid -> model.get(guid).enclave.equals(enclave)).toList());
      }
      assertThat(latest.reports())
          .extracting(Report::updated)
          .isSortedAccordingTo(java.util.Comparator.reverseOrder());
      ReportPage page = room.search.search(caller, filter, Sort.RELEVANCE, 0, 5);
      assertThat(page.total()).isEqualTo(expected.size());
      assertThat(expected).containsAll(page.reports().stream().map(Report::guid).toList());
    }
  }
}
