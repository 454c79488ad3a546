package earmark.cli;

import earmark.refusal.Refusal;
import earmark.sample.SampleHash;
import earmark.tag.UserTagName;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Lines of a hash and the tags of that sample, put together as operations: each has samples that
 * have the same tags. The order of the lines makes no difference.
 *
 * @param lines how many there are, not counting those that say nothing
 */
record BulkFile(long lines, List<Part> parts) {
  /** Samples of an operation; with SHA512 they are two thirds of the largest body by default. */
  static final int SAMPLES_MAX = 5_000;

  /** What one operation does. */
  record Part(List<String> tags, List<String> hashes) {
    /** What tells this part from any other with another content. */
    String key(String field, String reason) {
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        String text = field + "\n" + String.join(",", tags) + "\n" + String.join(",", hashes);
        digest.update((text + "\n" + reason).getBytes(StandardCharsets.UTF_8));
        return "bulk-" + HexFormat.of().formatHex(digest.digest());
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }

    /** The same for some of its samples. */
    Part of(List<String> some) {
      return new Part(tags, some);
    }
  }

  /**
   * Reads all lines.
   *
   * @throws Refusal.Invalid if one can't be read, naming the line
   */
  static BulkFile read(BufferedReader in) throws IOException {
    Map<String, TreeSet<String>> byTags = new TreeMap<>();
    long number = 0;
    long lines = 0;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) continue;
      lines++;
      try {
        String[] parts = line.strip().split("[\t,]", 2);
        String hash = SampleHash.parse(parts[0].strip()).hex();
        TreeSet<String> tags =
            EditRequest.split(parts.length < 2 ? "" : parts[1]).stream()
                .map(name -> new UserTagName(name).text())
                .collect(Collectors.toCollection(TreeSet::new));
        if (tags.isEmpty()) throw new Refusal.Invalid("It names no tag.");
        byTags.computeIfAbsent(String.join(",", tags), _ -> new TreeSet<>()).add(hash);
      } catch (Refusal.Invalid e) {
        throw new Refusal.Invalid("Line " + number + ": " + e.reason());
      }
    }
    List<Part> parts = new ArrayList<>();
    byTags.forEach((tags, hashes) -> {
      List<String> all = List.copyOf(hashes);
      for (int from = 0; from < all.size(); from += SAMPLES_MAX) {
        List<String> some = all.subList(from, Math.min(from + SAMPLES_MAX, all.size()));
        parts.add(new Part(List.of(tags.split(",", -1)), some));
      }
    });
    return new BulkFile(lines, parts);
  }

  /** How many samples its operations have, with one that has several counted for each. */
  long samples() {
    return parts.stream().mapToLong(part -> part.hashes().size()).sum();
  }
}
