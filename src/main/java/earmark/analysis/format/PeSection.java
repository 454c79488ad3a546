package earmark.analysis.format;

/**
 * A section of a PE file.
 *
 * @param size of its bytes in the file
 * @param entropy of the first {@value Entropy#BYTES_MAX} of them, in bits per byte, 0 to 8
 */
public record PeSection(
    String name, long size, double entropy, boolean executable, boolean writable) {

  public PeSection {
    Limits.text("section name", name);
    Limits.number("section size", size, 0, 0xffffffffL);
    if (!(entropy >= 0 && entropy <= 8)) throw new IllegalArgumentException("entropy " + entropy);
  }
}
