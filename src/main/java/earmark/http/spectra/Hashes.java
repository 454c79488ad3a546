package earmark.http.spectra;

import earmark.sample.Sample;

/** The hashes of a sample as this API names them; the import hash only where it is asked for. */
record Hashes(String sha1, String sha256, String sha512, String md5, String imphash) {
  static Hashes of(Sample sample) {
    return of(sample, "");
  }

  static Hashes of(Sample sample, String imphash) {
    return new Hashes(
        sample.digests().sha1(),
        sample.digests().sha256(),
        sample.digests().sha512(),
        sample.digests().md5(),
        imphash);
  }
}
