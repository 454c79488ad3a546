package earmark.http.api;

import earmark.access.Caller;
import earmark.alert.Alert;
import earmark.alert.Bell;
import earmark.alert.Inbox;
import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Json;
import earmark.refusal.Refusal;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Alerts as server-sent events. An event has the id of its alert, so a client that was cut off gets
 * what it missed by {@code Last-Event-ID}, from the store. A stream ends after a while, so that a
 * login that is over does not go on for ever; clients come back by themselves.
 */
public final class AlertEvents {
  private static final String EVENT_STREAM = "text/event-stream; charset=utf-8";
  private static final int PER_CALLER_MAX = 10;
  private static final int AT_ONCE = 100;
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final Duration LIFE = Duration.ofMinutes(10);
  private static final int RETRY_MS = 2000;

  private final Inbox inbox;
  private final Bell bell;
  private final Duration heartbeat;
  private final Duration life;
  private final Map<String, Integer> open = new ConcurrentHashMap<>();

  /**
   * @param bell rings when there may be something new; closed, it ends all streams
   */
  public AlertEvents(Inbox inbox, Bell bell) {
    this(inbox, bell, HEARTBEAT, LIFE);
  }

  AlertEvents(Inbox inbox, Bell bell, Duration heartbeat, Duration life) {
    this.inbox = inbox;
    this.bell = bell;
    this.heartbeat = heartbeat;
    this.life = life;
  }

  record Count(int unread) {}

  Answer stream(Call call) {
    Caller caller = call.caller();
    long last = call.header("Last-Event-ID").map(AlertEvents::id).orElseGet(inbox::last);
    if (call.method().equals("HEAD")) return Answer.of(200, EVENT_STREAM, new byte[0]);
    if (bell.isClosed()) throw new Refusal.Unavailable("The server is going down.");
    int now = open.merge(caller.login(), 1, Integer::sum);
    if (now > PER_CALLER_MAX) {
      leave(caller);
      throw new Refusal.TooMany(
          "You have " + PER_CALLER_MAX + " streams of events open already; close one.");
    }
    Answer.Stream telling =
        out -> {
          try {
            new Telling(caller, last).run(out);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the stream was interrupted");
          } finally {
            leave(caller);
          }
        };
    return new Answer(200, Map.of("Content-Type", EVENT_STREAM), new byte[0], Optional.of(telling))
        .with("X-Accel-Buffering", "no"); // asks a proxy to pass each event on at once
  }

  private void leave(Caller caller) {
    open.computeIfPresent(caller.login(), (_, count) -> count == 1 ? null : count - 1);
  }

  private static long id(String text) {
    if (text.matches("[0-9]{1,18}")) return Long.parseLong(text);
    throw new Refusal.Invalid("\"Last-Event-ID\" must be the id of an event.");
  }

  /** One stream. */
  private final class Telling {
    private final Caller caller;
    private long last;
    private Optional<Integer> unread = Optional.empty();

    Telling(Caller caller, long last) {
      this.caller = caller;
      this.last = last;
    }

    void run(OutputStream out) throws IOException, InterruptedException {
      long end = System.nanoTime() + life.toNanos();
      long heard = bell.rung();
      say(out, "retry: " + RETRY_MS + "\n\n");
      while (!bell.isClosed()) {
        tell(out);
        long left = end - System.nanoTime();
        if (left <= 0) return;
        Duration most = Duration.ofNanos(Math.min(left, heartbeat.toNanos()));
        long rung = bell.await(heard, most);
        if (rung == heard && !bell.isClosed()) say(out, ": still here\n\n");
        heard = rung;
      }
    }

    private void tell(OutputStream out) throws IOException {
      List<Alert> news;
      do {
        news = inbox.after(caller, last, AT_ONCE);
        for (Alert alert : news) {
          last = alert.id();
          say(out, "event: alert\nid: " + last + "\ndata: " + json(AlertBody.of(alert)) + "\n\n");
        }
      } while (news.size() == AT_ONCE);
      int count = inbox.unread(caller);
      if (unread.isPresent() && unread.get() == count) return;
      unread = Optional.of(count);
      say(out, "event: unread\ndata: " + json(new Count(count)) + "\n\n");
    }

    private static String json(Object value) {
      return new String(Json.write(value), StandardCharsets.UTF_8);
    }

    private static void say(OutputStream out, String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }
}
