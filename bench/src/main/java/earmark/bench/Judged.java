package earmark.bench;

/** For which corpora expectations hold. */
record Judged(int samples) {
  boolean million() {
    return samples >= Options.MILLION;
  }

  boolean tenMillion() {
    return samples >= 10 * Options.MILLION;
  }
}
