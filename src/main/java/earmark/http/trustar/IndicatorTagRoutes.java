package earmark.http.trustar;

import earmark.access.Enclave;
import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Route;
import earmark.indicator.IndicatorTag;
import earmark.indicator.IndicatorTags;
import earmark.indicator.IndicatorValue;
import earmark.ledger.Via;
import earmark.tag.IntelTagName;
import earmark.tag.TagCharacters;
import java.io.IOException;
import java.util.List;

/** Tags of indicators, each in an enclave, with an id of its own. */
final class IndicatorTagRoutes {
  private final IndicatorTags tags;
  private final TagCharacters characters;
  private final int bodyMaxBytes;

  IndicatorTagRoutes(IndicatorTags tags, TrustarRules rules) {
    this.tags = tags;
    this.characters = rules.characters();
    this.bodyMaxBytes = rules.bodyMaxBytes();
  }

  List<Route> routes() {
    return List.of(
        Route.get("/indicators/tags", Route.Needs.USER, this::listAll),
        Route.post("/indicators/tags", Route.Needs.USER, this::add),
        Route.delete("/indicators/tags/{tag}", Route.Needs.USER, this::remove),
        Route.post("/indicators/{value...}/tags", Route.Needs.USER, this::addByPath),
        Route.delete("/indicators/{value...}/tags/{tag}", Route.Needs.USER, this::removeByPath));
  }

  private Answer listAll(Call call) {
    List<String> enclaves = List.copyOf(EnclaveIds.of(new Parameters(call)));
    return Answer.json(200, tags.all(call.caller(), enclaves).stream().map(TagBody::of).toList());
  }

  private Answer add(Call call) throws IOException {
    Body body = Body.read(call, bodyMaxBytes);
    String value = body.required("value");
    IndicatorTag tag =
        IndicatorRoutes.tag(Body.of("\"tag\"", body.object().path("tag")), characters);
    return add(call, value, tag.enclave(), tag.name());
  }

  /** As clients did it before 2019. */
  private Answer addByPath(Call call) {
    Parameters parameters = new Parameters(call);
    return add(
        call,
        call.path("value"),
        Enclave.canonicalId(parameters.required("enclaveId")),
        characters.name(parameters.required("name")).text());
  }

  private Answer add(Call call, String value, String enclave, String name) {
    IndicatorTag tag =
        tags.add(
            call.caller(), Via.TRUSTAR, IndicatorValue.of(value), enclave, new IntelTagName(name));
    return Answer.json(200, TagBody.of(tag));
  }

  private Answer remove(Call call) {
    return remove(call, new Parameters(call).required("value"));
  }

  private Answer removeByPath(Call call) {
    return remove(call, call.path("value"));
  }

  private Answer remove(Call call, String value) {
    tags.remove(
        call.caller(),
        Via.TRUSTAR,
        value,
        call.path("tag"),
        new Parameters(call).text("enclaveId").map(Enclave::canonicalId));
    return Answer.empty(200);
  }
}
