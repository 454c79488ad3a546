package earmark.bench.corpus;

import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * What is known of each sample besides its tags, by number. 18 bytes a sample; not to be changed.
 *
 * @param types places in {@link FileFacts#ALL}
 * @param classifications places in {@link FileFacts#CLASSIFICATIONS}
 * @param threats places in {@link ThreatNames#ALL}, -1 where there is none
 * @param firstSeen in seconds since 1970 UTC
 * @param lastSeen in seconds since 1970 UTC
 */
public record Columns(
    byte[] types,
    int[] sizeBytes,
    byte[] classifications,
    short[] threats,
    int[] firstSeen,
    int[] lastSeen,
    short[] fileCounts) {

  /** When the last samples came: 2026-11-01, in seconds since 1970 UTC. */
  public static final int END = 1_793_491_200;

  /** Such as {@code PE/Exe}. */
  public String sampleType(int sample) {
    return FileFacts.ALL.get(types[sample]).sampleType();
  }

  /** Such as {@code PE}. */
  public String fileType(int sample) {
    return FileFacts.ALL.get(types[sample]).fileType();
  }

  public String classification(int sample) {
    return FileFacts.CLASSIFICATIONS.get(classifications[sample]);
  }

  /** Such as {@code Win.Trojan.Kirata}; empty for a sample without a threat. */
  public String threat(int sample) {
    return threats[sample] < 0 ? "" : ThreatNames.ALL.get(threats[sample]);
  }

  void addTo(MessageDigest digest) {
    digest.update(types);
    digest.update(classifications);
    ByteBuffer row = ByteBuffer.allocate(16);
    for (int i = 0; i < types.length; i++) {
      row.clear().putInt(sizeBytes[i]).putInt(firstSeen[i]).putInt(lastSeen[i]);
      digest.update(row.putShort(threats[i]).putShort(fileCounts[i]).flip());
    }
  }
}
