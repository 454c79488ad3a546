package earmark.sample;

import earmark.analysis.format.Budget;

/**
 * How much may come out of one submitted sample: out of it and all that is in it, together.
 *
 * @param bytes unpacked
 * @param files extracted
 * @param ratio how many bytes out of each byte of one file only a bomb has
 * @param depth how many containers may lie in each other and still be unpacked
 */
public record TreeLimits(long bytes, int files, int ratio, int depth) {
  public static final TreeLimits USUAL =
      new TreeLimits(Budget.USUAL.bytes(), Budget.USUAL.files(), Budget.USUAL.ratio(), 6);

  /** What is left of it for a container that lies so deep in a tree which holds this already. */
  Budget left(int depthOfContainer, ExtractedFiles.Contents rest) {
    return new Budget(
        Math.max(0, bytes - rest.bytes()),
        Math.max(0, files - rest.files()),
        ratio,
        depthOfContainer >= depth);
  }
}
