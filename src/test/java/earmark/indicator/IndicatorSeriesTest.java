package earmark.indicator;

import static earmark.indicator.IndicatorRoom.E1;
import static earmark.indicator.IndicatorRoom.E2;
import static earmark.indicator.IndicatorRoom.E3;
import static org.assertj.core.api.Assertions.assertThat;

import earmark.access.Caller;
import earmark.access.Enclave;
import earmark.access.Right;
import earmark.index.Answers;
import earmark.ledger.Via;
import earmark.property.Property;
import earmark.refusal.Refusal;
import earmark.store.TestPostgres;
import earmark.store.jdbc.Store;
import earmark.store.postgres.PostgresStore;
import earmark.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random series of what several callers do and ask, judged by plain maps. */
class IndicatorSeriesTest {
  private static final List<Enclave> ENCLAVES = List.of(E1, E2, E3);
  private static final List<String> NAMES = List.of("apt", "loader", "ünïcode", "ab-c");
  private static final List<String> VALUES =
      List.of(
          "evil.com",
          "bad.example.org",
          "198.51.100.7",
          "http://evil.com/a?b=c&d=ü",
          "9e107d9d372bb6826bd81d3542a419d6",
          "cve-2021-44228".toUpperCase(java.util.Locale.ROOT),
          "boss@evil.com",
          "some malware");
  private static final int STEPS = 60;

  @TempDir Path folder;

  @Test
  void on_sqlite_everybody_learns_what_plain_maps_say() {
    int[] file = {0};
    Property.holds(
        12,
        random -> judge(random, () -> SqliteStore.open(folder.resolve("s" + file[0]++ + ".db"))));
  }

  @Test
  void on_postgresql_everybody_learns_what_plain_maps_say() {
    Property.holds(
        4, random -> judge(random, () -> PostgresStore.open(TestPostgres.database(), 2)));
  }

  private void judge(SplittableRandom random, Supplier<Store> store) {
    try (IndicatorRoom room = new IndicatorRoom(store.get())) {
      PlainIndicators model = new PlainIndicators();
      for (int step = 0; step < STEPS; step++) {
        room.nowMs += random.nextInt(3);
        change(random, room, model);
        if (step % 6 == 5) compare(random, room, model);
      }
      compare(random, room, model);
    }
  }

  private static <T> T pick(SplittableRandom random, List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private static <T> List<T> some(SplittableRandom random, List<T> all, int max) {
    List<T> some = new ArrayList<>();
    for (int n = random.nextInt(max + 1); n > 0; n--) some.add(pick(random, all));
    return some;
  }

  private void change(SplittableRandom random, IndicatorRoom room, PlainIndicators model) {
    Caller caller = pick(random, IndicatorRoom.ALL);
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> submit(random, room, model, caller);
      case 3, 4, 5 -> edit(random, room, model, caller);
      case 6 -> remove(random, room, caller, model);
      case 7, 8 -> {
        int report = random.nextInt(5);
        Enclave enclave = pick(random, ENCLAVES);
        Set<String> values = new HashSet<>(some(random, VALUES, 4));
        room.report(report, enclave, List.copyOf(values));
        model.report(report, enclave, values, room.nowMs);
      }
      default -> {
        int report = random.nextInt(5);
        room.deleteReport(report);
        model.delete(report);
      }
    }
  }

  private static boolean may(IndicatorRoom room, Caller caller, Enclave enclave, Right right) {
    return room.enclaves.rights(caller, enclave.id()).contains(right);
  }

  private static void submit(
      SplittableRandom random, IndicatorRoom room, PlainIndicators model, Caller caller) {
    List<Enclave> to = new ArrayList<>(new HashSet<>(some(random, ENCLAVES, 2)));
    to.add(E1);
    if (caller.equals(IndicatorRoom.OTHER)) to = List.of(E3);
    List<IndicatorTag> top = tags(random, caller);
    List<Submission.Row> rows = new ArrayList<>();
    List<Runnable> then = new ArrayList<>();
    Set<String> needed = new HashSet<>();
    for (Enclave enclave : to) needed.add(enclave.id());
    for (IndicatorTag tag : top) needed.add(tag.enclave());
    for (int n = random.nextInt(4); n > 0; n--) {
      String value = pick(random, VALUES);
      long first = room.nowMs - random.nextInt(10);
      long last = first + random.nextInt(10);
      boolean timed = random.nextBoolean();
      long times = 1 + (long) random.nextInt(3);
      Optional<List<IndicatorTag>> own =
          random.nextInt(3) == 0 ? Optional.of(tags(random, caller)) : Optional.empty();
      for (IndicatorTag tag : own.orElse(List.of())) needed.add(tag.enclave());
      rows.add(
          new Submission.Row(
              IndicatorValue.of(value),
              timed ? OptionalLong.of(first) : OptionalLong.empty(),
              timed ? OptionalLong.of(last) : OptionalLong.empty(),
              times,
              Optional.empty(),
              Optional.empty(),
              own));
      long now = room.nowMs;
      for (Enclave enclave : new HashSet<>(to)) {
        then.add(
            () -> model.submit(enclave, value, timed ? first : now, timed ? last : now, times));
      }
      for (IndicatorTag tag : own.orElse(top)) then.addLast(() -> model.tag(tag, value, now));
    }
    boolean allowed =
        needed.stream().allMatch(id -> room.enclaves.rights(caller, id).contains(Right.CREATE));
    List<String> ids = to.stream().map(Enclave::id).toList();
    Submission submission = new Submission(ids, rows, top, Optional.empty());
    try {
      room.indicators.submit(caller, Via.API, submission, Optional.empty());
      assertThat(allowed).as("%s may submit to %s", caller, needed).isTrue();
      then.forEach(Runnable::run);
    } catch (Refusal.NotFound | Refusal.Forbidden e) {
      assertThat(allowed).as("%s may submit to %s: %s", caller, needed, e).isFalse();
    }
  }

  /** Tags of the first enclave; sometimes of another, or of the third for who knows only that. */
  private static List<IndicatorTag> tags(SplittableRandom random, Caller caller) {
    Enclave enclave = caller.equals(IndicatorRoom.OTHER) ? E3 : random.nextInt(4) == 0 ? E2 : E1;
    return some(random, NAMES, 2).stream().map(name -> IndicatorRoom.tag(enclave, name)).toList();
  }

  private static void edit(
      SplittableRandom random, IndicatorRoom room, PlainIndicators model, Caller caller) {
    Enclave enclave = pick(random, ENCLAVES);
    String value = pick(random, VALUES);
    Set<String> add = new TreeSet<>(some(random, NAMES, 2));
    Set<String> remove = new TreeSet<>(some(random, NAMES, 2));
    boolean allowed = may(room, caller, enclave, Right.UPDATE);
    boolean known = model.line(value, List.of(enclave.id())).isPresent();
    try {
      room.edit(caller, enclave, value, add, remove);
      assertThat(allowed && (known || !add.isEmpty())).isTrue();
      for (String name : remove) model.untag(IndicatorRoom.tag(enclave, name), value);
      for (String name : add) model.tag(IndicatorRoom.tag(enclave, name), value, room.nowMs);
    } catch (Refusal.Forbidden e) {
      assertThat(may(room, caller, enclave, Right.READ) && !allowed).isTrue();
    } catch (Refusal.NotFound e) {
      boolean readable = may(room, caller, enclave, Right.READ);
      assertThat(!readable || (allowed && !known && add.isEmpty())).isTrue();
    }
  }

  private static void remove(
      SplittableRandom random, IndicatorRoom room, Caller caller, PlainIndicators model) {
    String value = pick(random, VALUES);
    Enclave enclave = pick(random, ENCLAVES);
    IndicatorTag tag = IndicatorRoom.tag(enclave, pick(random, NAMES));
    boolean byGuid = random.nextBoolean();
    List<String> scope = scope(room, caller);
    long carrying =
        ENCLAVES.stream()
            .filter(one -> scope.contains(one.id()))
            .filter(one -> has(model, value, new IndicatorTag(one.id(), tag.name()), scope))
            .filter(one -> !byGuid || one.equals(enclave))
            .count();
    long updatable =
        ENCLAVES.stream()
            .filter(one -> may(room, caller, one, Right.UPDATE))
            .filter(one -> has(model, value, new IndicatorTag(one.id(), tag.name()), scope))
            .filter(one -> !byGuid || one.equals(enclave))
            .count();
    try {
      room.tags.remove(caller, Via.API, value, byGuid ? tag.guid() : tag.name(), Optional.empty());
      assertThat(updatable).isEqualTo(1);
      ENCLAVES.stream()
          .filter(one -> may(room, caller, one, Right.UPDATE) && (!byGuid || one.equals(enclave)))
          .forEach(one -> model.untag(new IndicatorTag(one.id(), tag.name()), value));
    } catch (Refusal.NotFound e) {
      assertThat(carrying).isZero();
    } catch (Refusal.Forbidden e) {
      assertThat(carrying).isPositive();
      assertThat(updatable).isZero();
    } catch (Refusal.Conflict e) {
      assertThat(updatable).isGreaterThan(1);
    }
  }

  private static boolean has(
      PlainIndicators model, String value, IndicatorTag tag, List<String> scope) {
    return model.find(query(List.of(tag.guid()), List.of()), scope).contains(value);
  }

  private static IndicatorQuery query(List<String> tags, List<String> excluded) {
    return new IndicatorQuery(
        List.of(), 0, Long.MAX_VALUE, Optional.empty(), Set.of(), tags, excluded);
  }

  private static List<String> scope(IndicatorRoom room, Caller caller) {
    return room.enclaves.readable(caller).stream().map(Enclave::id).toList();
  }

  private void compare(SplittableRandom random, IndicatorRoom room, PlainIndicators model) {
    for (Caller caller : IndicatorRoom.ALL) {
      List<String> all = scope(room, caller);
      List<String> asked =
          all.isEmpty() || random.nextBoolean() ? List.of() : List.of(pick(random, all));
      List<String> scope = asked.isEmpty() ? all : asked;
      compareMetadata(room, model, caller, asked, scope);
      compareLists(random, room, model, caller, asked, scope);
      compareTags(room, model, caller, asked, scope);
    }
  }

  private static void compareMetadata(
      IndicatorRoom room,
      PlainIndicators model,
      Caller caller,
      List<String> asked,
      List<String> scope) {
    List<String> expected =
        VALUES.stream().flatMap(value -> model.line(value, scope).stream()).toList();
    List<Indicators.Asked> values =
        VALUES.stream().map(value -> new Indicators.Asked(value, Optional.empty())).toList();
    List<String> real =
        room.indicators.metadata(caller, values, asked).stream()
            .map(one ->
                PlainIndicators.line(
                    one.indicator().value().text(),
                    one.enclaves(),
                    one.firstSeenMs(),
                    one.lastSeenMs(),
                    one.sightings(),
                    one.tags()))
            .toList();
    assertThat(real).as("what %s learns in %s", caller, scope).isEqualTo(expected);
    for (String value : VALUES) {
      List<String> related =
          room.indicators.related(caller, List.of(value), asked, 0, 100).items().stream()
              .map(found -> found.indicator().value().text())
              .toList();
      Set<String> wanted =
          model.line(value, scope).isEmpty() ? Set.of() : model.related(value, scope);
      assertThat(new TreeSet<>(related)).isEqualTo(wanted);
    }
  }

  private static void compareLists(
      SplittableRandom random,
      IndicatorRoom room,
      PlainIndicators model,
      Caller caller,
      List<String> asked,
      List<String> scope) {
    List<String> tags = new ArrayList<>();
    List<String> excluded = new ArrayList<>();
    for (String name : some(random, NAMES, 2)) {
      boolean byGuid = random.nextBoolean();
      String text = byGuid ? IndicatorRoom.tag(pick(random, ENCLAVES), name).guid() : name;
      (random.nextInt(3) == 0 ? excluded : tags).add(text);
    }
    long from = random.nextBoolean() ? 0 : room.nowMs - random.nextInt(8);
    long to = random.nextBoolean() ? Long.MAX_VALUE : room.nowMs - random.nextInt(4);
    IndicatorQuery query =
        new IndicatorQuery(
            asked,
            from,
            to,
            random.nextInt(3) == 0 ? Optional.of("evil") : Optional.empty(),
            random.nextInt(3) == 0 ? Set.of(IndicatorType.URL, IndicatorType.IP) : Set.of(),
            tags,
            excluded);
    List<String> expected = model.find(query, scope);
    List<String> real = new ArrayList<>();
    int size = 1 + random.nextInt(4);
    for (int page = 0; ; page++) {
      IndicatorPage some = room.indicators.find(caller, query, page, size);
      assertThat(some.total()).isEqualTo(expected.size());
      some.items().forEach(found -> real.add(found.indicator().value().text()));
      if (!some.hasNext()) break;
    }
    assertThat(real).as("what %s finds by %s", caller, query).isEqualTo(expected);
  }

  private static void compareTags(
      IndicatorRoom room,
      PlainIndicators model,
      Caller caller,
      List<String> asked,
      List<String> scope) {
    Map<IndicatorTag, Integer> counts = new HashMap<>();
    for (IndicatorTags.Counted counted : room.tags.counts(caller, asked)) {
      counts.put(counted.tag(), counted.count());
    }
    assertThat(counts).isEqualTo(model.counts(scope));
    for (Answers.Named named : room.tags.suggest(caller, "", asked, 100)) {
      assertThat(named.count()).isEqualTo(model.count(named.name(), scope)).isPositive();
    }
  }
}
