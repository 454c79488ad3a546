package earmark.bench.corpus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The names of threats, 80 for each platform: few are frequent, most are seldom. The same for every
 * corpus.
 */
final class ThreatNames {
  private static final long SEED = 7;
  private static final int FAMILIES = 80;
  private static final List<String> PLATFORMS =
      List.of("Win", "Linux", "Mac", "Droid", "Doc", "Web");
  private static final String[] KINDS =
      "Trojan Downloader Ransomware Infostealer Backdoor Worm Adware PUA".split(" ", -1);
  private static final String[] STARTS =
      "Ka Mi Zo Re Vu Ta Lo Qui Bra Dro Fe Ni Sha Gra Po Em".split(" ", -1);
  private static final String[] ENDS =
      "rata bot dex lock loki tesla nova gent fin mos zer kit ris lia".split(" ", -1);

  static final List<String> ALL = names();

  private static final Map<String, Integer> FIRST = new HashMap<>();

  static {
    for (int i = 0; i < PLATFORMS.size(); i++) FIRST.put(PLATFORMS.get(i), i * FAMILIES);
  }

  private final Weighted family = new Weighted(FAMILIES, rank -> 1 / (rank + 1.5));

  private static List<String> names() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<String> names = new ArrayList<>();
    for (String platform : PLATFORMS) {
      while (names.size() % FAMILIES != 0 || !endsWith(names, platform)) {
        String name =
            platform
                + '.'
                + KINDS[random.nextInt(KINDS.length)]
                + '.'
                + STARTS[random.nextInt(STARTS.length)]
                + ENDS[random.nextInt(ENDS.length)];
        if (!names.contains(name)) names.add(name);
      }
    }
    return List.copyOf(names);
  }

  private static boolean endsWith(List<String> names, String platform) {
    return !names.isEmpty() && names.getLast().startsWith(platform + '.');
  }

  /** The place in {@link #ALL} of a threat for a platform. */
  short draw(SplittableRandom random, String platform) {
    return (short) (FIRST.getOrDefault(platform, 0) + family.draw(random));
  }
}
