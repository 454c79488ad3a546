package earmark.bench.corpus;

import earmark.tag.Tag;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Samples 0 to {@code samples} - 1 and their tags.
 *
 * @param tags the tags in use, System Tags first
 * @param things for each tag, the samples that carry it, in ascending order; not to be changed
 * @param columns what else is known of the samples
 */
public record Corpus(int samples, List<Tag> tags, int[][] things, Columns columns) {
  public Corpus {
    tags = List.copyOf(tags);
  }

  public long mappings() {
    long all = 0;
    for (int[] carriers : things) all += carriers.length;
    return all;
  }

  /**
   * The tags of some samples in a row, as places in {@link #tags}, in ascending order.
   *
   * @param to the first sample that is left out
   */
  public int[][] tagsOf(int from, int to) {
    Ints[] rows = new Ints[to - from];
    for (int i = 0; i < rows.length; i++) rows[i] = new Ints();
    for (int tag = 0; tag < things.length; tag++) {
      int found = Arrays.binarySearch(things[tag], from);
      for (int at = found < 0 ? -found - 1 : found; at < things[tag].length; at++) {
        if (things[tag][at] >= to) break;
        rows[things[tag][at] - from].add(tag);
      }
    }
    return Arrays.stream(rows).map(Ints::sorted).toArray(int[][]::new);
  }

  /** The first 16 hex digits of SHA-256 over everything in it. */
  public String checksum() {
    MessageDigest digest = sha256();
    digest.update(ByteBuffer.allocate(4).putInt(samples).flip());
    for (int i = 0; i < things.length; i++) {
      digest.update((tags.get(i) + "\n").getBytes(StandardCharsets.UTF_8));
      ByteBuffer numbers = ByteBuffer.allocate(4 + 4 * things[i].length).putInt(things[i].length);
      for (int sample : things[i]) numbers.putInt(sample);
      digest.update(numbers.flip());
    }
    columns.addTo(digest);
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
