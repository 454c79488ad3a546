package earmark.http.api;

import earmark.http.Call;
import earmark.ledger.Via;

/** Tells which client of this API is calling, for the history. */
final class Clients {
  /** The header by which the command line makes itself known. */
  static final String HEADER = "Earmark-Client";

  private Clients() {}

  static Via via(Call call) {
    if (call.header("Authorization").isEmpty()) return Via.UI;
    return call.header(HEADER).filter("cli"::equals).isPresent() ? Via.CLI : Via.API;
  }
}
