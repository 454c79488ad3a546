package earmark.alert;

import earmark.access.Caller;
import earmark.alert.Deliveries.Attempt;
import earmark.alert.Deliveries.Delivery;
import earmark.alert.Deliveries.State;
import earmark.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings letters to their webhooks: those of a subscription one after the other, those of several
 * at the same time, so that a dead webhook delays nobody else. Each is tried until it is taken or
 * was tried too often. What is on its way stands in the store: after a crash the same bytes go out
 * under the same id.
 */
public final class Courier implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
  private static final int CLAIMED_AT_ONCE = 100;
  private static final int GONE = 410;

  /** Beyond the time that one attempt may take, until others may think that this server died. */
  private static final Duration MARGIN = Duration.ofSeconds(5);

  private static final Duration STOP_WAIT = Duration.ofSeconds(10);
  private final Deliveries deliveries;
  private final Post post;
  private final Bell bell = new Bell();
  private final Pace pace;
  private final InstantSource clock;
  private final SplittableRandom random = new SplittableRandom();

  /** Not virtual ones: looking up a name blocks the thread that carries them. */
  private final ExecutorService senders =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("webhook-", 0).factory());

  /** The logins of who tests a webhook now. */
  private final Set<String> testing = ConcurrentHashMap.newKeySet();

  private final Thread thread = Thread.ofPlatform().name("courier").unstarted(this::run);
  private volatile boolean closing;
  private boolean away;

  /**
   * How letters are tried.
   *
   * @param attempts after so many a letter is given up
   * @param first the wait after the first attempt, doubled after each further one
   * @param longest no wait is longer
   * @param timeout how long one attempt may take
   * @param poll how often to look for letters of other servers and for those that are due again
   */
  public record Pace(
      int attempts, Duration first, Duration longest, Duration timeout, Duration poll) {}

  public Courier(Deliveries deliveries, Post post, Pace pace, InstantSource clock) {
    this.deliveries = deliveries;
    this.post = post;
    this.pace = pace;
    this.clock = clock;
  }

  /** Carries from now on, on threads of its own. */
  public void start() {
    thread.start();
  }

  /** Says that there may be new letters; returns at once. */
  public void wake() {
    bell.ring();
  }

  private void run() {
    long heard = 0;
    while (!closing) {
      try {
        int claimed = send();
        if (away) LOG.info("Letters are sent again.");
        away = false;
        if (claimed == CLAIMED_AT_ONCE) continue;
      } catch (Refusal.Unavailable e) {
        if (!away) LOG.warn("Letters to webhooks can't be read: {}", e.reason());
        away = true;
      } catch (RuntimeException e) {
        LOG.error("Letters to webhooks could not be sent; it is tried again.", e);
      }
      try {
        heard = bell.await(heard, pace.poll());
      } catch (InterruptedException e) {
        LOG.debug("The courier was interrupted and goes on.", e);
      }
    }
  }

  private int send() {
    Instant now = now();
    List<Delivery> due =
        deliveries.claim(now, now.plus(pace.timeout()).plus(MARGIN), CLAIMED_AT_ONCE);
    for (Delivery delivery : due) senders.execute(() -> attempt(delivery));
    return due.size();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private void attempt(Delivery delivery) {
    try {
      Instant at = now();
      long start = System.nanoTime();
      Post.Result result = post.send(delivery.webhook(), delivery.id(), delivery.body());
      Attempt attempt =
          noted(
              result, Optional.of(delivery.alert()), delivery.id(), delivery.attempts(), at, start);
      State state = state(result, delivery.attempts());
      boolean own =
          deliveries.finish(delivery, attempt, state, now().plus(wait(delivery.attempts())));
      if (own && state == State.DROPPED) deliveries.gone(delivery.subscription());
      if (state == State.GIVEN_UP) {
        LOG.warn(
            "Letter {} of subscription {} was given up after {} attempts.",
            delivery.id(),
            delivery.subscription(),
            delivery.attempts());
      }
      bell.ring(); // the next letter of this subscription may go
    } catch (RuntimeException e) {
      // it stays claimed until the lease is over, and is tried again then
      LOG.warn("What came of letter {} could not be noted.", delivery.id(), e);
    }
  }

  private State state(Post.Result result, int attempts) {
    if (result instanceof Post.Result.Answered(int status)) {
      if (status / 100 == 2) return State.DELIVERED;
      if (status == GONE) return State.DROPPED;
    }
    return attempts >= pace.attempts() ? State.GIVEN_UP : State.WAITING;
  }

  /** Doubled after each attempt, and half to one and a half of that by chance. */
  private Duration wait(int attempts) {
    long millis = pace.first().toMillis();
    for (int i = 1; i < attempts && millis < pace.longest().toMillis(); i++) millis *= 2;
    millis = Math.min(millis, pace.longest().toMillis());
    synchronized (random) {
      return Duration.ofMillis(millis / 2 + random.nextLong(millis + 1));
    }
  }

  private static Attempt noted(
      Post.Result result,
      Optional<Long> alert,
      String delivery,
      int attempt,
      Instant at,
      long startNanos) {
    Optional<Integer> status = Optional.empty();
    Optional<String> problem = Optional.empty();
    switch (result) {
      case Post.Result.Answered(int answered) -> status = Optional.of(answered);
      case Post.Result.Failed(String why) -> problem = Optional.of(why);
    }
    long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    return new Attempt(alert, delivery, attempt, at, tookMs, status, problem);
  }

  /**
   * Sends a letter without samples, once, whatever waits.
   *
   * @throws Refusal.Invalid if the subscription has no webhook
   * @throws Refusal.TooMany while another test of the caller is under way
   */
  public Attempt test(Caller caller, Subscription subscription) {
    Webhook webhook =
        subscription
            .webhook()
            .orElseThrow(() -> new Refusal.Invalid("This subscription has no webhook."));
    if (!testing.add(caller.login())) {
      throw new Refusal.TooMany("A test of yours is under way; wait until it is over.");
    }
    try {
      return test(subscription, webhook);
    } finally {
      testing.remove(caller.login());
    }
  }

  private Attempt test(Subscription subscription, Webhook webhook) {
    String delivery = UUID.randomUUID().toString();
    Instant at = now();
    byte[] body =
        post.write(
            new Post.Letter(
                delivery,
                subscription,
                Optional.empty(),
                subscription.seq(),
                subscription.seq(),
                at,
                Post.Told.NOTHING,
                Post.Told.NOTHING));
    long start = System.nanoTime();
    Attempt attempt =
        noted(sent(webhook, delivery, body), Optional.empty(), delivery, 1, at, start);
    deliveries.noteTest(subscription.id(), attempt);
    return attempt;
  }

  /** Sent by one of the threads for that. */
  private Post.Result sent(Webhook webhook, String delivery, byte[] body) {
    try {
      return senders.submit(() -> post.send(webhook, delivery, body)).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw goingDown();
    } catch (RejectedExecutionException e) {
      throw goingDown();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a letter could not be sent", e);
    }
  }

  private static Refusal goingDown() {
    return new Refusal.Unavailable("The server is going down; ask again later.");
  }

  /** Lets attempts that have begun finish; the rest stays in the store. */
  @Override
  public void close() {
    closing = true;
    bell.close();
    try {
      thread.join();
      senders.shutdown();
      Duration most = pace.timeout().plus(MARGIN);
      if (!senders.awaitTermination(
          Math.min(most.toMillis(), STOP_WAIT.toMillis()), TimeUnit.MILLISECONDS)) {
        LOG.warn("Some webhooks did not answer in time; their letters are sent again later.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
