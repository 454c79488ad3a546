package earmark.report;

import java.util.Locale;

/** How a caller names a report. */
public sealed interface ReportRef {

  /** By its id, in any case of letters. */
  record ByGuid(String guid) implements ReportRef {
    public ByGuid {
      guid = guid.toLowerCase(Locale.ROOT);
    }
  }

  /**
   * By what its submitter calls it. That is unique in an enclave only: of several that the caller
   * sees, the one that he may edit is meant.
   */
  record ByExternalId(String id) implements ReportRef {}
}
