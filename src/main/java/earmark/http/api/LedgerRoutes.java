package earmark.http.api;

import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Route;
import earmark.ledger.Checkpoint;
import earmark.ledger.Ledger;
import java.util.List;
import java.util.function.Function;

/** The end of the ledger, to be noted elsewhere. */
public final class LedgerRoutes {
  private final Ledger ledger;
  private final Function<Checkpoint, String> print;

  /**
   * @param print makes the text of a checkpoint, signed or not
   */
  public LedgerRoutes(Ledger ledger, Function<Checkpoint, String> print) {
    this.ledger = ledger;
    this.print = print;
  }

  List<Route> routes() {
    return List.of(Route.get("/api/v1/ledger/checkpoint", Route.Needs.USER, this::getCheckpoint));
  }

  private Answer getCheckpoint(Call call) {
    call.caller().requireAdmin("ask for a checkpoint");
    return Answer.text(200, print.apply(ledger.checkpoint()));
  }
}
