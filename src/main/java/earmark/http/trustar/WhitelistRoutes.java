package earmark.http.trustar;

import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Route;
import earmark.indicator.IndicatorValue;
import earmark.indicator.Whitelist;
import earmark.refusal.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Values that this instance takes for harmless. */
final class WhitelistRoutes {
  private static final int SIZE_USUALLY = 25;
  private static final int SIZE_MAX = 1000;

  private final Whitelist whitelist;
  private final int bodyMaxBytes;

  WhitelistRoutes(Whitelist whitelist, TrustarRules rules) {
    this.whitelist = whitelist;
    this.bodyMaxBytes = rules.bodyMaxBytes();
  }

  List<Route> routes() {
    return List.of(
        Route.get("/whitelist", Route.Needs.USER, this::list),
        Route.post("/whitelist", Route.Needs.USER, this::add),
        Route.delete("/whitelist", Route.Needs.USER, this::remove));
  }

  private Answer list(Call call) {
    Page.Wanted wanted = new Parameters(call).page(SIZE_USUALLY, SIZE_MAX);
    List<IndicatorBody.Brief> items =
        whitelist.page(wanted.number(), wanted.size()).stream()
            .map(IndicatorBody.Brief::of)
            .toList();
    long total = whitelist.size();
    return Answer.json(
        200,
        new Page<>(
            items,
            wanted.number(),
            wanted.size(),
            total,
            wanted.offset() + items.size() < total && !items.isEmpty()));
  }

  private Answer add(Call call) throws IOException {
    List<JsonNode> terms = Body.readList(call, bodyMaxBytes);
    if (terms.size() > Whitelist.VALUES_MAX) {
      throw new Refusal.TooLarge(
          "At most " + Whitelist.VALUES_MAX + " values can be added at once.");
    }
    List<IndicatorValue> values = new ArrayList<>();
    for (JsonNode term : terms) {
      if (!term.isString()) throw new Refusal.Invalid("The array must hold texts only.");
      values.add(IndicatorValue.of(term.asString()));
    }
    return Answer.json(
        200, whitelist.add(call.caller(), values).stream().map(IndicatorBody.Brief::of).toList());
  }

  /** The other parameters that clients send are leftovers of how they build the query. */
  private Answer remove(Call call) {
    whitelist.remove(call.caller(), new Parameters(call).required("value"));
    return Answer.empty(200);
  }
}
