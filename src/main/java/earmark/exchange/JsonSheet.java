package earmark.exchange;

import java.io.OutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** How sheets write JSON: piece by piece, onto something that stays open. */
public final class JsonSheet {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
          .build();

  private JsonSheet() {}

  /** A generator onto this, to be closed for what it holds back. */
  public static JsonGenerator on(OutputStream out) {
    return JSON.createGenerator(ObjectWriteContext.empty(), out);
  }
}
