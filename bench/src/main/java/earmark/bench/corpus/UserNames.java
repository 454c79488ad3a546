package earmark.bench.corpus;

import earmark.tag.UserTagName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The names that users give: words of the trade and made-up family names, joined in the ways people
 * join them, with a median length of 13 and a 99th percentile of 40. Some differ from another only
 * in spelling, some are the name of a System Tag.
 */
final class UserNames {
  private static final String[] WORDS =
      ("apt backdoor banker botnet c2 campaign clipper cobalt credential crypter dropper emotet"
              + " exploit fake family finance gang goloader govt hacktool infostealer injector"
              + " keylogger lazarus loader lockbit macro miner mirai obfuscated operation packed"
              + " phish plugx qakbot ransom rat redline remcos review rootkit shellcode sigma spam"
              + " spyware stage stealer suspicious targeted todo trickbot trojan turla ursnif v2"
              + " webshell wiper worm xmrig yara zbot zeroday 2023 2024 2025 2026")
          .split(" ", -1);
  private static final String[] SYLLABLES =
      ("ba be bo ca ce co da de dra du el en er fa fi ga go gra ha he hi in ja ka ki ko kra la le"
              + " li lo lu ma me mi mo na ne ni no nu or pa pe po qua ra re ri ro ru sa se sha si"
              + " so sta ta te ti to tra tu ur va ve vi vo wa we xa xo ya za ze zi zor")
          .split(" ", -1);
  private static final String SEPARATORS = "------_____    ../";
  private static final int FAMILIES = 6_000;
  private static final int LENGTH_MAX = 40;
  private static final double VARIANTS = 0.078;
  private static final double SAME_AS_SYSTEM = 0.001;

  private final SplittableRandom random;
  private final List<String> words = new ArrayList<>(List.of(WORDS));
  private final Weighted word;
  private final LogNormal length = new LogNormal(StrictMath.log(13.5), 0.48);

  UserNames(SplittableRandom random) {
    this.random = random;
    for (int i = 0; i < FAMILIES; i++) words.add(family());
    word = new Weighted(words.size(), rank -> 1 / (rank + 20.0));
  }

  /** So many different names, all legal, in random order. */
  List<String> draw(int count, List<String> systemNames) {
    Set<String> known = new HashSet<>();
    List<String> names = new ArrayList<>(count);
    while (names.size() < count) {
      double kind = random.nextDouble();
      String name;
      if (kind < SAME_AS_SYSTEM) name = systemNames.get(random.nextInt(systemNames.size()));
      else if (kind < VARIANTS && !names.isEmpty())
        name = variant(names.get(random.nextInt(names.size())));
      else name = made();
      if (known.add(name)) names.add(new UserTagName(name).text());
    }
    for (int i = count - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      String moved = names.get(i);
      names.set(i, names.get(other));
      names.set(other, moved);
    }
    return names;
  }

  private String family() {
    StringBuilder out = new StringBuilder();
    int syllables = 2 + random.nextInt(3);
    for (int i = 0; i < syllables; i++) out.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
    return out.toString();
  }

  private String made() {
    int wanted = Math.clamp(Math.round(length.draw(random)), 3, LENGTH_MAX);
    char separator = SEPARATORS.charAt(random.nextInt(SEPARATORS.length()));
    StringBuilder out = new StringBuilder();
    while (out.length() < wanted) {
      if (!out.isEmpty()) out.append(separator);
      out.append(words.get(word.draw(random)));
    }
    out.setLength(wanted);
    if (out.charAt(wanted - 1) == separator)
      out.setCharAt(wanted - 1, (char) ('0' + random.nextInt(10)));
    return out.toString();
  }

  /** The same name as somebody else would have typed it. */
  private String variant(String name) {
    return switch (random.nextInt(4)) {
      case 0 -> name.toUpperCase(Locale.ROOT);
      case 1 -> name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
      case 2 -> name.replace('-', ' ').replace('_', '-');
      default -> name.replace(' ', '_').replace('-', '_');
    };
  }
}
