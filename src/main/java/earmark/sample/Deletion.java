package earmark.sample;

import earmark.access.Caller;
import earmark.ledger.Change;
import earmark.ledger.Ledger;
import earmark.ledger.Operation;
import earmark.ledger.Outcome;
import earmark.ledger.RequestKey;
import earmark.ledger.State;
import earmark.ledger.Via;
import earmark.refusal.Refusal;
import earmark.tag.Tag;
import earmark.tag.Thing;
import earmark.things.Growing;
import earmark.things.ThingSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes samples with their tags, analyses and bytes, which every user may do, as with tags. Files
 * that came out of them go with them, unless somebody submitted them or they are in a sample that
 * stays. One operation says who deleted what; it can't be undone, and no other sample ever gets one
 * of their numbers.
 *
 * <p>First the samples are noted, then the ledger says that they are gone, which is the moment at
 * which they are; then records and bytes are removed. What a run did not finish, {@link #finish}
 * does.
 */
public final class Deletion {
  /** How many samples one operation may delete: it names all that was known of each of them. */
  public static final int SAMPLES_MAX = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(Deletion.class);
  private static final int TRIES = 5;
  private static final int REMOVED_AT_ONCE = 50;

  private final Targets targets;
  private final Samples samples;
  private final Deletions deletions;
  private final SampleFiles files;
  private final Ledger ledger;
  private final ExtractedFiles extracted;

  public Deletion(
      Finder finder,
      Samples samples,
      Deletions deletions,
      SampleFiles files,
      Ledger ledger,
      ExtractedFiles extracted) {
    this.targets = new Targets(finder);
    this.samples = samples;
    this.deletions = deletions;
    this.files = files;
    this.ledger = ledger;
    this.extracted = extracted;
  }

  /**
   * What a deletion did, or would do.
   *
   * @param operation the number of the operation; absent if there was nothing to delete, or it was
   *     only looked at
   * @param samples how many samples go, with the extracted files
   * @param userTags how many User Tags they had, counted once for each sample
   */
  public record Deleted(Optional<Long> operation, int samples, int userTags) {}

  /**
   * Deletes samples, all of them or none. On return they are gone.
   *
   * @throws Refusal.NotFound if a hash names no sample here
   * @throws Refusal.Conflict if it would be another number of samples than expected, if one is in a
   *     sample that stays, or waits for its analysis
   */
  public Deleted delete(
      Caller caller,
      Via via,
      SampleTags.Target target,
      Optional<String> reason,
      Optional<RequestKey> key) {
    Operation.checkReason(reason);
    Optional<Outcome> before = key.flatMap(known -> ledger.done(caller.login(), known));
    if (before.isPresent()) return deleted(before.get());
    Function<State, ThingSet> found = targets.of(target);
    @Nullable Outcome outcome = null;
    ThingSet planned = ThingSet.none();
    for (int i = 0; outcome == null; i++) {
      Plan plan = plan(found);
      planned = plan.all;
      deletions.note(list(plan.all));
      try {
        outcome =
            ledger.append(
                new Operation(
                    caller.login(), via, reason, key, state -> plan.changes(state, found)));
      } catch (Refusal refusal) {
        if (!plan.overtaken || i >= TRIES) throw refusal;
      }
    }
    remove(planned); // also files that never arrived
    return deleted(outcome);
  }

  /** What {@link #delete} would do now. */
  public Deleted preview(SampleTags.Target target) {
    Function<State, ThingSet> found = targets.of(target);
    Plan plan = plan(found);
    return deleted(ledger.preview(SampleTags.onlyLooking(state -> plan.changes(state, found))));
  }

  /** Removes what is left of samples that are gone, of this run or another, here or elsewhere. */
  public void finish() {
    List<Integer> unfinished = deletions.unfinished();
    if (!unfinished.isEmpty()) remove(ThingSet.of(ints(unfinished)));
  }

  /** Whether a sample was about to be deleted at some time; it may be gone since. */
  boolean isNoted(int sample) {
    return deletions.isNoted(sample);
  }

  /** Asks under the pen which are really gone, so that no other server knows better. */
  private void remove(ThingSet noted) {
    if (noted.isEmpty()) return;
    ThingSet[] gone = {ThingSet.none()};
    try {
      ledger.append(
          SampleTags.onlyLooking(state -> {
            gone[0] = noted.andNot(state.all());
            return List.of();
          }));
      List<Integer> left = list(gone[0]);
      for (int from = 0; from < left.size(); from += REMOVED_AT_ONCE) {
        List<Integer> some = left.subList(from, Math.min(from + REMOVED_AT_ONCE, left.size()));
        deletions.remove(some, files::drop);
      }
    } catch (Refusal refusal) {
      LOG.warn("What is left of deleted samples is removed later: {}", refusal.reason());
    }
  }

  private static ThingSet gone(Outcome outcome) {
    Growing gone = new Growing(ThingSet.none());
    for (Change change : outcome.changes()) {
      if (change instanceof Change.Gone(Thing _, ThingSet some)) gone.add(some);
    }
    return gone.get();
  }

  private static Deleted deleted(Outcome outcome) {
    int userTags = 0;
    for (Change change : outcome.changes()) {
      if (change instanceof Change.Tagged tagged && tagged.tag().kind() == Tag.Kind.USER) {
        userTags += tagged.removed().size();
      }
    }
    return new Deleted(Results.boxed(outcome.operation()), gone(outcome).size(), userTags);
  }

  /** What is to go, as far as it can be said before the pen. */
  private final class Plan {
    final ThingSet asked;
    final ThingSet all;
    boolean overtaken;

    Plan(ThingSet asked, ThingSet all) {
      this.asked = asked;
      this.all = all;
    }

    List<Change> changes(State state, Function<State, ThingSet> found) {
      overtaken = !found.apply(state).equals(asked) || isAnySubmitted(all.andNot(asked));
      if (overtaken) {
        throw new Refusal.Unavailable(
            "The samples change too fast for this at the moment; try again.");
      }
      return Deletion.changes(state, all.and(state.all()));
    }
  }

  /** Whether somebody has sent one of the extracted files since they were planned to go along. */
  private boolean isAnySubmitted(ThingSet files) {
    return records(files).stream().anyMatch(Sample::submitted);
  }

  private Plan plan(Function<State, ThingSet> found) {
    ThingSet asked = ledger.look(found);
    refuseTooMany(asked.size());
    Set<Integer> going = going(asked);
    refuseTooMany(going.size());
    obstacles(asked, going).values().stream()
        .findFirst()
        .ifPresent(why -> {
          throw new Refusal.Conflict(why);
        });
    return new Plan(asked, Family.set(going));
  }

  /**
   * Those of some samples that can't be deleted, even if all others that can are, with the reason.
   */
  public Map<Integer, String> obstacles(Collection<Integer> asked) {
    Map<Integer, String> all = new LinkedHashMap<>();
    Set<Integer> left = new HashSet<>(asked);
    while (!left.isEmpty()) {
      ThingSet some = Family.set(left);
      Map<Integer, String> found = obstacles(some, going(some));
      if (found.isEmpty()) break;
      all.putAll(found);
      left.removeAll(found.keySet());
    }
    return all;
  }

  /** Some samples with the files that go with them. */
  private Set<Integer> going(ThingSet asked) {
    Set<Integer> going = new HashSet<>(list(asked));
    ThingSet inside =
        ThingSet.union(going.stream().map(sample -> Family.inside(extracted, sample)).toList());
    for (Sample file : records(inside.andNot(asked))) {
      if (!file.submitted() && !stays(file.number(), asked)) going.add(file.number());
    }
    return going;
  }

  /** Whether a file is in a sample that somebody submitted and that is not to be deleted. */
  private boolean stays(int file, ThingSet asked) {
    ThingSet others = Family.set(extracted.above(file)).andNot(asked);
    return records(others).stream().anyMatch(Sample::submitted);
  }

  private List<Sample> records(ThingSet some) {
    return samples.get(list(some));
  }

  private static void refuseTooMany(int count) {
    if (count > SAMPLES_MAX) {
      throw new Refusal.Invalid(
          "These are %d samples; up to %d can be deleted at once.".formatted(count, SAMPLES_MAX));
    }
  }

  /** Those that can't be deleted although these are to go, with the reason. */
  private Map<Integer, String> obstacles(ThingSet asked, Set<Integer> going) {
    Map<Integer, String> found = new LinkedHashMap<>();
    for (Sample sample : records(asked)) {
      String name = sample.digests().sha256();
      if (sample.status() == Sample.Status.QUEUED) {
        found.put(
            sample.number(), "Sample " + name + " is being analysed; delete it when that is over.");
        continue;
      }
      Set<Integer> stay = containers(sample.number());
      stay.removeAll(going);
      if (stay.isEmpty()) continue;
      String container =
          samples.get(List.copyOf(stay)).stream()
              .map(other -> other.digests().sha256())
              .sorted()
              .findFirst()
              .orElse("another");
      found.put(
          sample.number(),
          "Sample " + name + " was extracted from " + container + ", which stays; delete that.");
    }
    return found;
  }

  private Set<Integer> containers(int file) {
    Set<Integer> containers = new HashSet<>();
    for (ExtractedFiles.Relation relation : extracted.containing(file, 0, Integer.MAX_VALUE)) {
      containers.add(relation.container());
    }
    containers.remove(file); // a file may hold itself
    return containers;
  }

  /** All that they have is taken from them, so that the past can be told; then they are gone. */
  private static List<Change> changes(State state, ThingSet going) {
    Map<Tag, List<Integer>> tags = new LinkedHashMap<>();
    List<Change> changes = new ArrayList<>();
    going.forEach(sample -> {
      for (Tag tag : state.tags(sample))
        tags.computeIfAbsent(tag, _ -> new ArrayList<>()).add(sample);
      Map<String, Change.Values> fields = new TreeMap<>();
      state
          .fields(sample)
          .forEach((name, before) -> fields.put(name, new Change.Values(before, List.of())));
      changes.add(new Change.Described(Thing.SAMPLE, sample, fields));
    });
    List<Change> all = new ArrayList<>();
    tags.forEach((tag, carriers) ->
        all.add(new Change.Tagged(tag, ThingSet.none(), ThingSet.of(ints(carriers)), 0, 0)));
    all.addAll(changes);
    all.add(new Change.Gone(Thing.SAMPLE, going));
    return all;
  }

  private static List<Integer> list(ThingSet set) {
    return Arrays.stream(set.toArray()).boxed().toList();
  }

  private static int[] ints(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }
}
