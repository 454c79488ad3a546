package earmark.http.trustar;

import earmark.http.Call;
import earmark.report.ReportRef;

/** Which report a path and the parameter {@code idType} name. */
final class ReportRefs {
  private ReportRefs() {}

  static ReportRef of(Call call) {
    return of(call.path("id"), new Parameters(call).idType());
  }

  static ReportRef of(String id, Parameters.IdType type) {
    return switch (type) {
      case INTERNAL -> new ReportRef.ByGuid(id);
      case EXTERNAL -> new ReportRef.ByExternalId(id);
    };
  }
}
