package earmark.http.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import earmark.alert.Alert;
import earmark.alert.Inbox;
import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Route;
import earmark.refusal.Refusal;
import earmark.sample.Deletions;
import earmark.sample.Finder;
import earmark.things.ThingSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The caller's alerts: listed, opened, marked as read, and told of as they come. */
public final class AlertRoutes {
  private static final int MARKED_MAX = 1000;

  private final Inbox inbox;
  private final Finder finder;
  private final Deletions deletions;
  private final AlertEvents events;
  private final LongSupplier behind;

  /**
   * @param behind how many entries were not looked at yet
   */
  public AlertRoutes(
      Inbox inbox, Finder finder, Deletions deletions, AlertEvents events, LongSupplier behind) {
    this.inbox = inbox;
    this.finder = finder;
    this.deletions = deletions;
    this.events = events;
    this.behind = behind;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/alerts", Route.Needs.USER, this::listAlerts),
        Route.get("/api/v1/alerts/unread", Route.Needs.USER, this::countUnread),
        Route.post("/api/v1/alerts/read", Route.Needs.USER, this::markAlerts),
        Route.get("/api/v1/alerts/events", Route.Needs.USER, events::stream),
        Route.get("/api/v1/alerts/{id}", Route.Needs.USER, this::getAlert),
        Route.get("/api/v1/alerts/{id}/samples", Route.Needs.USER, this::listSamples));
  }

  record Page(int unread, @Nullable String next, List<AlertBody> alerts) {}

  /** How many are unread, and how far the watcher is behind the ledger, in entries. */
  record Unread(int unread, long behind) {}

  /** Either some alerts, or all up to one. */
  record Marking(
      @Nullable List<@Nullable Long> alerts, @Nullable Boolean read, @Nullable Long upTo) {}

  record Row(@JsonUnwrapped SampleBody sample, boolean gone) {}

  record Removed(String sha256, String sha1, String md5, String name) {
    static Removed of(Deletions.Deleted gone) {
      return new Removed(
          gone.digests().sha256(), gone.digests().sha1(), gone.digests().md5(), gone.name());
    }
  }

  /**
   * One page of the samples of an alert.
   *
   * @param removed those of the page that were removed since, of which no more is known
   */
  record Samples(int total, @Nullable String next, List<Row> samples, List<Removed> removed) {}

  private Answer listAlerts(Call call) {
    boolean unreadOnly =
        call.query("unread")
            .map(text ->
                switch (text) {
                  case "true" -> true;
                  case "false" -> false;
                  default -> throw new Refusal.Invalid("\"unread\" must be true or false.");
                })
            .orElse(false);
    Optional<Long> subscription =
        call.query("subscription").map(text -> Parameters.id("subscription", text));
    long before = Parameters.cursor(call, Long.MAX_VALUE);
    int limit = Parameters.limit(call);
    List<Alert> found = inbox.list(call.caller(), unreadOnly, subscription, before, limit + 1);
    List<Alert> shown = found.subList(0, Math.min(limit, found.size()));
    return Answer.json(
        200,
        new Page(
            inbox.unread(call.caller()),
            found.size() > limit ? Long.toString(shown.getLast().id()) : null,
            shown.stream().map(AlertBody::of).toList()));
  }

  private Answer countUnread(Call call) {
    return Answer.json(200, new Unread(inbox.unread(call.caller()), behind.getAsLong()));
  }

  private Answer markAlerts(Call call) throws IOException {
    Marking asked = call.json(Marking.class);
    boolean read = asked.read() == null || asked.read();
    List<@Nullable Long> alerts = asked.alerts();
    if ((alerts == null) == (asked.upTo() == null)) {
      throw new Refusal.Invalid("Give either \"alerts\" or \"upTo\".");
    }
    if (alerts == null) {
      if (!read) throw new Refusal.Invalid("\"upTo\" marks as read; it can't take that back.");
      inbox.markRead(call.caller(), asked.upTo());
    } else {
      if (alerts.size() > MARKED_MAX || alerts.contains(null)) {
        throw new Refusal.Invalid("\"alerts\" holds " + MARKED_MAX + " numbers at most.");
      }
      inbox.mark(call.caller(), alerts.stream().mapToLong(Long::longValue).boxed().toList(), !read);
    }
    return countUnread(call);
  }

  private Alert alert(Call call) {
    return inbox.get(call.caller(), Parameters.id(call, "alert"));
  }

  private Answer getAlert(Call call) {
    return Answer.json(200, AlertBody.of(alert(call)));
  }

  private Answer listSamples(Call call) {
    Alert alert = alert(call);
    Alert.Way way =
        switch (call.query("change").orElse("")) {
          case "entered" -> Alert.Way.ENTERED;
          case "left" -> Alert.Way.LEFT;
          default -> throw new Refusal.Invalid("\"change\" must be entered or left.");
        };
    int before = (int) Math.min(Integer.MAX_VALUE, Parameters.cursor(call, Integer.MAX_VALUE));
    int limit = Parameters.limit(call);
    ThingSet all = inbox.samples(alert, way);
    int[] found = all.below(before, limit + 1);
    List<Integer> shown = Arrays.stream(found).limit(limit).boxed().toList();
    List<Finder.Tagged> here = finder.tagged(shown);
    List<Integer> gone = new ArrayList<>(shown);
    for (Finder.Tagged one : here) gone.remove(Integer.valueOf(one.sample().number()));
    return Answer.json(
        200,
        new Samples(
            all.size(),
            found.length > limit ? shown.getLast().toString() : null,
            here.stream().map(this::row).toList(),
            gone.isEmpty() ? List.of() : deletions.get(gone).stream().map(Removed::of).toList()));
  }

  private Row row(Finder.Tagged tagged) {
    return new Row(SampleBody.of(tagged), !finder.isHere(tagged.sample()));
  }
}
