package earmark.analysis.format;

/** Where the bytes of an unpacked file go. */
@FunctionalInterface
interface Sink {
  /**
   * Takes the next bytes.
   *
   * @param consumed how many packed bytes were read for this file so far
   * @return whether more are wanted
   */
  boolean take(byte[] bytes, int length, long consumed);
}
