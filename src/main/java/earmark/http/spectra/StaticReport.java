package earmark.http.spectra;

import static earmark.http.spectra.Fields.field;

/** The report on what was read off a sample, alone. */
final class StaticReport {
  private static final Fields HASHES =
      Fields.of(
          field("sha1", subject -> subject.digests().sha1()),
          field("sha256", subject -> subject.digests().sha256()),
          field("sha512", subject -> subject.digests().sha512()),
          field("md5", subject -> subject.digests().md5()),
          field("imphash", Subject::imphash));

  static final Fields FIELDS =
      HASHES.and(CoreReport.FIELDS).and(Fields.of(field("tags", SummaryReport::tags)));

  /** The older version, in which tags are a list and of one kind. */
  static final Fields OLD_FIELDS =
      HASHES.and(CoreReport.FIELDS).and(Fields.of(field("tags", Subject::systemTags)));

  private StaticReport() {}
}
