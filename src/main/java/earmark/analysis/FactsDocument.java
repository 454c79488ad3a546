package earmark.analysis;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The facts document in JSON. Strict in what it reads, since the writer may be a hijacked process.
 */
final class FactsDocument {
  /**
   * 16,384 functions with names of 256 characters twice over, and 256 Ki characters of names eight
   * times, which is more than a document can hold.
   */
  static final int CHARS_MAX = 10 * 1024 * 1024;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxDocumentLength(CHARS_MAX)
                          .maxNestingDepth(8)
                          .maxStringLength(4096)
                          .maxNameLength(64)
                          .maxNumberLength(32)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private FactsDocument() {}

  static String write(Facts facts) {
    return JSON.writeValueAsString(facts);
  }

  static Facts read(String json) {
    if (json.length() > CHARS_MAX) throw new IllegalArgumentException("too long for facts");
    try {
      Facts facts = JSON.readValue(json, Facts.class);
      if (facts == null) throw new IllegalArgumentException("not a facts document: null");
      return facts;
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not a facts document: " + e.getOriginalMessage(), e);
    }
  }
}
