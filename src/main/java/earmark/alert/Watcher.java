package earmark.alert;

import earmark.alert.Post.Told;
import earmark.refusal.Refusal;
import earmark.sample.Deletions;
import earmark.sample.Finder;
import earmark.search.Query;
import earmark.things.ThingSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again at what each active subscription finds, and writes an alert if that is
 * something else than at its look before. How far was looked is noted together with the alert, so a
 * crash neither loses nor doubles one; what was found then is asked of the index's past. Of several
 * servers over one store the first one notes a look, the others see that and go on from there.
 *
 * <p>A look compares two moments: a sample that enters and leaves between them is not told of.
 */
public final class Watcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);

  /** How many samples a letter names of those that went one way. */
  private static final int TOLD_MAX = 25;

  /** After so many entries a look is noted though nothing changed, so that a restart is quick. */
  private static final long STALE_ENTRIES = 4096;

  /** Looking takes a quarter of the time at most, so that searches have the rest. */
  private static final int REST = 3;

  private final Alerts alerts;
  private final Finder finder;
  private final Function<Collection<Integer>, List<Deletions.Deleted>> removed;
  private final Post post;
  private final Runnable onNews;
  private final Duration pace;
  private final long staleEntries;
  private final InstantSource clock;
  private final Thread thread = Thread.ofPlatform().name("watcher").unstarted(this::run);
  private final Map<Long, Known> known = new HashMap<>();
  private volatile long lookedAt;
  private final Bell stop = new Bell();
  private boolean again = true;
  private boolean away;
  private long lastAlert = -1;

  /**
   * What a subscription found.
   *
   * @param seq the entry that the store has noted for it; nothing changed from there to this answer
   */
  private record Known(int revision, long seq, ThingSet samples) {}

  /**
   * @param removed what is remembered of samples that were removed, by their numbers
   * @param onNews called whenever there are new alerts, whoever wrote them
   * @param pace how long to wait between two looks at least
   */
  public Watcher(
      Alerts alerts,
      Finder finder,
      Function<Collection<Integer>, List<Deletions.Deleted>> removed,
      Post post,
      Runnable onNews,
      Duration pace,
      InstantSource clock) {
    this(alerts, finder, removed, post, onNews, pace, STALE_ENTRIES, clock);
  }

  Watcher(
      Alerts alerts,
      Finder finder,
      Function<Collection<Integer>, List<Deletions.Deleted>> removed,
      Post post,
      Runnable onNews,
      Duration pace,
      long staleEntries,
      InstantSource clock) {
    this.alerts = alerts;
    this.finder = finder;
    this.removed = removed;
    this.post = post;
    this.onNews = onNews;
    this.pace = pace;
    this.staleEntries = staleEntries;
    this.clock = clock;
  }

  /** Looks from now on, on a thread of its own. */
  public void start() {
    thread.start();
  }

  /** How many entries were made since the last look of this server was over. */
  public long behind() {
    return Math.max(0, finder.seq() - lookedAt);
  }

  private void run() {
    while (!stop.isClosed()) {
      long start = System.nanoTime();
      try {
        if (again || finder.seq() != lookedAt) look();
        ringIfNew();
        if (away) LOG.info("Alerts are written again.");
        away = false;
      } catch (Refusal.Unavailable e) {
        again = true;
        if (!away) LOG.warn("Alerts can't be written: {}", e.reason());
        away = true;
      } catch (RuntimeException e) {
        again = true;
        LOG.error("A look at the subscriptions failed; it is tried again.", e);
      }
      pause(Duration.ofNanos((System.nanoTime() - start) * REST));
    }
  }

  private void pause(Duration least) {
    try {
      stop.await(0, least.compareTo(pace) > 0 ? least : pace);
    } catch (InterruptedException e) {
      LOG.debug("The watcher was interrupted and goes on.", e);
    }
  }

  /** Alerts of this server's looks, and of others'. */
  private void ringIfNew() {
    long last = alerts.last();
    if (last != lastAlert) onNews.run();
    lastAlert = last;
  }

  /** Looks once at all subscriptions; for one thread. */
  void look() {
    again = false;
    long seq = finder.seq();
    Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    List<Subscription> active = alerts.active();
    known.keySet().retainAll(active.stream().map(Subscription::id).toList());
    Map<Long, ThingSet> before = before(active, seq);
    Answers now = new Answers(finder.at(seq));
    List<Found> found = new ArrayList<>();
    Map<Long, ThingSet> after = new HashMap<>();
    for (Subscription one : active) {
      ThingSet then = before.get(one.id());
      if (then == null) continue;
      Optional<ThingSet> answer = now.to(one);
      if (answer.isEmpty()) continue;
      after.put(one.id(), answer.get());
      compare(one, then, answer.get(), seq, at).ifPresent(found::add);
    }
    Set<Long> noted = found.isEmpty() ? Set.of() : alerts.note(found, at);
    for (Subscription one : active) {
      ThingSet answer = after.get(one.id());
      if (answer != null) known.put(one.id(), new Known(one.revision(), one.seq(), answer));
    }
    for (Found one : found) {
      long id = one.subscription().id();
      if (noted.contains(id)) {
        known.computeIfPresent(id, (_, last) -> new Known(last.revision(), seq, last.samples()));
      } else {
        known.remove(id); // somebody else looked, or it was changed
        again = true;
      }
    }
    lookedAt = seq;
  }

  /** What each subscription found at its look before, by its id. */
  private Map<Long, ThingSet> before(List<Subscription> active, long seq) {
    Map<Long, ThingSet> before = new HashMap<>();
    TreeMap<Long, List<Subscription>> unknown = new TreeMap<>();
    for (Subscription one : active) {
      Known last = known.get(one.id());
      if (last != null && last.revision() == one.revision() && last.seq() == one.seq()) {
        before.put(one.id(), last.samples());
      } else if (one.seq() <= seq) {
        unknown.computeIfAbsent(one.seq(), _ -> new ArrayList<>()).add(one);
      } else {
        again = true; // looked at by a server that is ahead of this one
      }
    }
    // the past is worked out backwards, so the latest moment comes first
    unknown
        .descendingMap()
        .forEach((then, some) -> {
          Answers answers = new Answers(finder.at(then));
          for (Subscription one : some) {
            answers.to(one).ifPresent(answer -> before.put(one.id(), answer));
          }
        });
    return before;
  }

  /** The answers of one moment, each worked out once, however many subscribe to the same. */
  private static final class Answers {
    private final Function<Query, ThingSet> moment;
    private final Map<String, Optional<ThingSet>> byText = new HashMap<>();

    Answers(Function<Query, ThingSet> moment) {
      this.moment = moment;
    }

    /** Absent if this version can't answer it; the subscription then says so to its owner. */
    Optional<ThingSet> to(Subscription one) {
      return byText.computeIfAbsent(
          one.query(),
          _ -> {
            try {
              return Optional.of(moment.apply(one.search().query()));
            } catch (Refusal e) {
              LOG.warn("Subscription {} can't be looked at: {}", one.id(), e.reason());
              return Optional.empty();
            }
          });
    }
  }

  private Optional<Found> compare(
      Subscription one, ThingSet before, ThingSet after, long seq, Instant at) {
    ThingSet entered = after.andNot(before);
    ThingSet left = before.andNot(after);
    boolean stays = entered.isEmpty() && left.isEmpty();
    if (stays && seq - one.seq() < staleEntries) return Optional.empty();
    ThingSet toldEntered = one.entering() ? entered : ThingSet.none();
    ThingSet toldLeft = one.leaving() ? left : ThingSet.none();
    boolean news = !toldEntered.isEmpty() || !toldLeft.isEmpty();
    return Optional.of(
        new Found(
            one,
            seq,
            toldEntered,
            toldLeft,
            news && one.livingWebhook().isPresent()
                ? Optional.of(draft(one, seq, at, told(toldEntered), told(toldLeft)))
                : Optional.empty()));
  }

  private Found.LetterDraft draft(Subscription one, long seq, Instant at, Told entered, Told left) {
    String delivery = UUID.randomUUID().toString();
    return new Found.LetterDraft(
        delivery,
        alert ->
            post.write(
                new Post.Letter(
                    delivery, one, Optional.of(alert), one.seq(), seq, at, entered, left)));
  }

  private Told told(ThingSet samples) {
    int[] numbers = samples.below(Integer.MAX_VALUE, TOLD_MAX);
    List<Integer> newest = Arrays.stream(numbers).boxed().toList();
    List<Finder.Tagged> here = finder.tagged(newest);
    List<Integer> gone = new ArrayList<>(newest);
    for (Finder.Tagged one : here) gone.remove(Integer.valueOf(one.sample().number()));
    return new Told(samples.size(), here, gone.isEmpty() ? List.of() : removed.apply(gone));
  }

  /** Stops after the look that has begun. */
  @Override
  public void close() {
    stop.close();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
