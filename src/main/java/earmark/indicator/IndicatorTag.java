package earmark.indicator;

import earmark.tag.IntelTagName;
import earmark.tag.Tag;
import java.util.Comparator;

/**
 * A tag of indicators, which lives in one enclave.
 *
 * @param enclave the enclave's id
 * @param name in canonical form; tags that were imported may have names that could not be given
 */
public record IndicatorTag(String enclave, String name) {
  /** The order in which tags are shown: by name, then by the enclave's id. */
  public static final Comparator<IndicatorTag> BY_NAME =
      Comparator.comparing(IndicatorTag::name).thenComparing(IndicatorTag::enclave);

  public static IndicatorTag of(String enclave, IntelTagName name) {
    return new IndicatorTag(enclave, name.text());
  }

  /** The id under which it is shown. It follows from enclave and name alone. */
  public String guid() {
    return IndicatorValue.guid("tag", enclave, name);
  }

  Tag tag() {
    return new Tag(Tag.Kind.INDICATOR, enclave, name);
  }

  static IndicatorTag of(Tag tag) {
    return new IndicatorTag(tag.scope(), tag.name());
  }
}
