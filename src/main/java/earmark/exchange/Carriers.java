package earmark.exchange;

import java.io.IOException;

/** Things with tags that are to leave. Each tagged thing has its own. */
@FunctionalInterface
public interface Carriers {

  /** What is done with each. */
  @FunctionalInterface
  interface Action {
    void take(Carrier carrier) throws IOException;
  }

  /** Hands over all of them, some at a time, as of one moment. */
  void forEach(Action action) throws IOException;
}
