package earmark.http.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/** A sample with all that the analysis found. */
record SampleDetails(
    @JsonUnwrapped SampleBody sample,
    String sha512,
    int fileCount,
    SampleRoutes.@Nullable AnalysisBody analysis) {

  static SampleDetails of(
      SampleBody sample,
      String sha512,
      int fileCount,
      SampleRoutes.@Nullable AnalysisBody analysis) {
    return new SampleDetails(sample, sha512, fileCount, analysis);
  }
}
