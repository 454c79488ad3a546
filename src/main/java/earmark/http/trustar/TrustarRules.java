package earmark.http.trustar;

import earmark.tag.TagCharacters;

/**
 * What clients of TruSTAR may do.
 *
 * @param characters which characters names of new tags may have
 * @param quotas how often they may call
 * @param bodyMaxBytes the largest body of a request, which may hold 10,000 indicators
 */
public record TrustarRules(TagCharacters characters, Quotas.Most quotas, int bodyMaxBytes) {
  public static final TrustarRules USUAL =
      new TrustarRules(TagCharacters.STRICT, Quotas.Most.ANY, 16 << 20);
}
