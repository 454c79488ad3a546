package earmark.sample;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.ledger.Via;
import earmark.property.Property;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verdicts on random series of steps, judged by plain maps. */
class VerdictSeriesTest {
  private static final int SAMPLES = 7;
  private static final int STEPS = 25;
  private static final List<Judgement> JUDGEMENTS =
      List.of(
          VerdictsTest.TROJAN,
          VerdictsTest.DUBIOUS,
          VerdictsTest.HARMLESS,
          Judgement.ofUser(Classification.MALICIOUS, OptionalInt.of(7), Optional.empty()));

  @TempDir Path data;

  /** What was said of each sample before and after an operation. */
  private record Said(Map<Integer, Optional<Judgement>> before, Set<Integer> samples) {}

  /** What is said of each sample, what lies in which, and all operations: in plain maps. */
  private static final class Model {
    final Map<Integer, Judgement> said = new TreeMap<>();
    final Map<Integer, Set<Integer>> inside = new TreeMap<>();
    final Map<Long, Said> operations = new TreeMap<>();

    void say(long operation, Map<Integer, Optional<Judgement>> wanted) {
      Map<Integer, Optional<Judgement>> before = new TreeMap<>();
      wanted.forEach((sample, judgement) -> {
        Optional<Judgement> old = Optional.ofNullable(said.get(sample));
        if (old.equals(judgement)) return;
        before.put(sample, old);
        judgement.ifPresentOrElse(now -> said.put(sample, now), () -> said.remove(sample));
      });
      operations.put(operation, new Said(before, before.keySet()));
    }

    /** What an operation said and nobody said anything of since, as it was before. */
    Map<Integer, Optional<Judgement>> former(long operation) {
      Map<Integer, Optional<Judgement>> former = new TreeMap<>(of(operation).before());
      operations.forEach((later, done) -> {
        if (later > operation) former.keySet().removeAll(done.samples());
      });
      return former;
    }

    private void addInside(int container, Set<Integer> all) {
      for (int file : inside.getOrDefault(container, Set.of())) {
        if (all.add(file)) addInside(file, all);
      }
    }

    Optional<Verdict> verdict(int sample) {
      Judgement own = said.get(sample);
      if (own != null) return Optional.of(verdict(own, OptionalInt.empty()));
      Set<Integer> all = new HashSet<>();
      addInside(sample, all);
      all.remove(sample);
      @Nullable Integer worst = null;
      for (int file : new TreeSet<>(all)) {
        if (harm(file) > 0 && (worst == null || harm(file) > harm(worst))) worst = file;
      }
      return worst == null
          ? Optional.empty()
          : Optional.of(verdict(Objects.requireNonNull(said.get(worst)), OptionalInt.of(worst)));
    }

    /** How bad it is what is said of a file, 0 if it is no threat. */
    private int harm(int file) {
      Judgement judgement = said.get(file);
      if (judgement == null) return 0;
      return switch (judgement.classification()) {
        case GOODWARE -> 0;
        case SUSPICIOUS -> judgement.riskScore();
        case MALICIOUS -> 100 + judgement.riskScore();
      };
    }

    private Said of(long operation) {
      return Objects.requireNonNull(operations.get(operation));
    }

    private static Verdict verdict(Judgement judgement, OptionalInt origin) {
      return new Verdict(
          judgement.classification(),
          judgement.riskScore(),
          judgement.threatName().map(ThreatName::text),
          "user",
          origin);
    }

    List<Optional<Verdict>> all() {
      List<Optional<Verdict>> all = new ArrayList<>();
      for (int sample = 0; sample < SAMPLES; sample++) all.add(verdict(sample));
      return all;
    }
  }

  @Test
  void verdicts_follow_from_what_is_said_in_any_order_of_steps() {
    Property.holds(
        8,
        random -> {
          Path folder = Files.createTempDirectory(data, "series");
          try (Rooms rooms = new Rooms(folder)) {
            List<Sample> samples = new ArrayList<>();
            for (int i = 0; i < SAMPLES; i++) samples.add(rooms.taken("sample " + i));
            Model model = new Model();
            Map<Long, List<Optional<Verdict>>> past = new TreeMap<>();
            for (int step = 0; step < STEPS; step++) {
              step(random, rooms, samples, model);
              List<Optional<Verdict>> real = samples.stream().map(rooms.finder::verdict).toList();
              assertThat(real).as("after step %d", step).isEqualTo(model.all());
              past.put(rooms.index.seq(), real);
            }
            past.forEach((seq, then) ->
                assertThat(
                        samples.stream()
                            .map(sample ->
                                Verdict.of(
                                    rooms.index.at(seq, rooms.store.entries()), sample.number()))
                            .toList())
                    .as("as of entry %d", seq)
                    .isEqualTo(then));
          }
        });
  }

  private static void step(
      SplittableRandom random, Rooms rooms, List<Sample> samples, Model model) {
    switch (random.nextInt(5)) {
      case 0, 1, 2 -> say(random, rooms, samples, model);
      case 3 -> undo(random, rooms, model);
      default -> {
        int container = random.nextInt(SAMPLES);
        Set<Integer> files = some(random);
        Sample[] inside = files.stream().map(samples::get).toArray(Sample[]::new);
        rooms.putInto(samples.get(container), inside);
        model.inside.put(container, files);
      }
    }
  }

  private static Set<Integer> some(SplittableRandom random) {
    Set<Integer> some = new HashSet<>();
    for (int i = random.nextInt(3); i >= 0; i--) some.add(random.nextInt(SAMPLES));
    return some;
  }

  private static void say(SplittableRandom random, Rooms rooms, List<Sample> samples, Model model) {
    Optional<Judgement> judgement =
        random.nextInt(4) == 0
            ? Optional.empty()
            : Optional.of(JUDGEMENTS.get(random.nextInt(JUDGEMENTS.size())));
    Set<Integer> some = some(random);
    Map<Integer, Optional<Judgement>> wanted = new TreeMap<>();
    some.forEach(sample -> wanted.put(sample, judgement));
    SampleTags.Target target =
        new SampleTags.Target.ByHashes(
            some.stream()
                .map(sample -> SampleHash.parse(samples.get(sample).digests().sha256()))
                .toList());
    Verdicts.Judged preview = rooms.verdicts.preview(target, judgement);
    Verdicts.Judged judged =
        rooms.verdicts.set(
            Rooms.ANN, Via.API, target, judgement, Optional.empty(), Optional.empty());
    assertThat(preview)
        .isEqualTo(
            new Verdicts.Judged(
                Optional.empty(), judged.changed(), judged.unchanged(), judged.propagated()));
    judged.operation().ifPresent(operation -> model.say(operation, wanted));
  }

  private static void undo(SplittableRandom random, Rooms rooms, Model model) {
    if (model.operations.isEmpty()) return;
    List<Long> all = List.copyOf(model.operations.keySet());
    long operation = all.get(random.nextInt(all.size()));
    if (model.of(operation).samples().isEmpty()) return;
    SampleTags.Undone undone =
        rooms.tags.undo(Rooms.ANN, Via.API, operation, Optional.empty(), Optional.empty());
    Map<Integer, Optional<Judgement>> former = model.former(operation);
    assertThat(undone.operation().isPresent()).isEqualTo(!former.isEmpty());
    undone.operation().ifPresent(number -> model.say(number, former));
  }
}
