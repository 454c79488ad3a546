package earmark.http.trustar;

import earmark.indicator.IndicatorTag;

/**
 * A tag as clients know it. For tags of reports the id is the name, and the enclave the report's.
 * Source: "Tags" of API 1.3.
 */
record TagBody(String guid, String name, String enclaveId) {
  static TagBody ofReport(String name, String enclave) {
    return new TagBody(name, name, enclave);
  }

  static TagBody of(IndicatorTag tag) {
    return new TagBody(tag.guid(), tag.name(), tag.enclave());
  }
}
