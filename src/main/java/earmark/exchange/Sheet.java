package earmark.exchange;

import java.io.IOException;

/**
 * A document that carriers are written into, one after another. Written whole only if it is closed;
 * what it is written to stays open.
 */
public interface Sheet {
  void write(Carrier carrier) throws IOException;

  /** Writes what stands at the end. */
  void finish() throws IOException;
}
