package earmark.http.api;

import earmark.exchange.IndicatorImport;
import earmark.exchange.LeftOut;
import earmark.exchange.TagImport;
import earmark.likeness.NearDuplicates;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What an import of tags did, or would do. */
final class ImportedBody {
  private ImportedBody() {}

  record LeftBody(long line, String what) {
    static List<LeftBody> all(LeftOut left) {
      return left.first().stream().map(one -> new LeftBody(one.line(), one.what())).toList();
    }
  }

  /**
   * Of tags of samples.
   *
   * @param wishes how many tags on things the file names
   * @param unknownCount how many hashes name no sample here; the first are told, with their lines
   * @param refusedCount how many tags or lines can't be read; the first are told
   */
  record OfSamples(
      @Nullable Long operation,
      boolean preview,
      long wishes,
      int samples,
      List<EditedBody.EditedTag> tags,
      long unknownCount,
      List<LeftBody> unknown,
      long refusedCount,
      List<LeftBody> refused,
      List<NearBody> nearDuplicates) {
    static OfSamples of(
        TagImport.Imported imported, boolean preview, List<NearDuplicates.Near> near) {
      return new OfSamples(
          imported.edited().operation().orElse(null),
          preview,
          imported.wishes(),
          imported.samples(),
          EditedBody.tags(imported.edited()),
          imported.unknown().count(),
          LeftBody.all(imported.unknown()),
          imported.refused().count(),
          LeftBody.all(imported.refused()),
          NearBody.all(near));
    }
  }

  /**
   * Of tags of indicators in an enclave, the same as far as it is the same; any value can be an
   * indicator, so none is unknown.
   *
   * @param newInEnclave how many of the indicators were not known in the enclave before
   */
  record OfIndicators(
      @Nullable Long operation,
      boolean preview,
      long wishes,
      int indicators,
      int newInEnclave,
      List<EditedBody.EditedTag> tags,
      long unknownCount,
      List<LeftBody> unknown,
      long refusedCount,
      List<LeftBody> refused,
      List<NearBody> nearDuplicates) {
    static OfIndicators of(
        IndicatorImport.Imported imported, boolean preview, List<NearDuplicates.Near> near) {
      OptionalLong operation = imported.given().operation();
      List<EditedBody.EditedTag> tags =
          imported.given().results().stream()
              .map(one ->
                  new EditedBody.EditedTag(
                      one.name(), EditedBody.action(true), one.changed(), one.unchanged(), 0))
              .toList();
      return new OfIndicators(
          operation.isPresent() ? operation.getAsLong() : null,
          preview,
          imported.wishes(),
          imported.given().indicators(),
          imported.given().arrived(),
          tags,
          0,
          List.of(),
          imported.refused().count(),
          LeftBody.all(imported.refused()),
          NearBody.all(near));
    }
  }
}
