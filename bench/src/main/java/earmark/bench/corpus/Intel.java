package earmark.bench.corpus;

import earmark.tag.IntelTagName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * Indicators in enclaves, and the tags on them: enclaves with Zipf sizes, most indicators in one of
 * them and some in several, up to eight tags on each, their names from the two-slope law.
 *
 * @param enclaves their ids
 * @param names of tags
 * @param types of indicators, by number
 * @param values of indicators, by number
 * @param known which indicator is known in which enclave, and when it was seen last there
 * @param tagged which indicator has which tag in which enclave
 */
public record Intel(
    List<String> enclaves,
    List<String> names,
    String[] types,
    String[] values,
    List<Known> known,
    List<Tagged> tagged) {
  private static final int NAMES = 20_000;
  private static final int TAGS_MAX = 8;
  private static final int TAGS_PER_INDICATOR = 2;
  private static final double IN_SEVERAL = 0.2;
  private static final long FROM = 1_735_689_600_000L;
  private static final long YEAR_MS = 365L * 24 * 3600 * 1000;
  private static final int DIFFERENT_BITS = 23;
  private static final String DIGITS = "0123456789abcdef";

  /** An indicator in an enclave. */
  public record Known(int indicator, int enclave, long lastSeen) {}

  /** A tag on an indicator. */
  public record Tagged(int indicator, int enclave, int name) {}

  /** Draws so many indicators and twice as many tags on them; always the same for a seed. */
  public static Intel draw(int enclaves, int indicators, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> ids =
        IntStream.range(0, enclaves)
            .mapToObj(i -> new UUID(random.nextLong(), random.nextLong()).toString())
            .toList();
    List<String> names = names(random);
    Weighted enclave = new Weighted(enclaves, rank -> 1.0 / (rank + 1));
    Weighted name = new Weighted(names.size(), Generator::weight);
    String[] types = new String[indicators];
    String[] values = new String[indicators];
    List<Known> known = new ArrayList<>();
    List<int[]> homes = new ArrayList<>(indicators);
    for (int i = 0; i < indicators; i++) {
      draw(i, types, values, random);
      Set<Integer> some = new LinkedHashSet<>();
      some.add(enclave.draw(random));
      while (random.nextDouble() < IN_SEVERAL) some.add(enclave.draw(random));
      for (int home : some) known.add(new Known(i, home, moment(known.size(), random)));
      homes.add(some.stream().mapToInt(Integer::intValue).toArray());
    }
    return new Intel(ids, names, types, values, known, tags(homes, name, random));
  }

  /** No two are alike, so that every order is told by them alone. */
  private static long moment(int known, SplittableRandom random) {
    return FROM + (random.nextLong(YEAR_MS >> DIFFERENT_BITS) << DIFFERENT_BITS | known);
  }

  private static List<Tagged> tags(List<int[]> homes, Weighted name, SplittableRandom random) {
    int wanted = homes.size() * TAGS_PER_INDICATOR;
    int[] counts = new int[homes.size()];
    Set<Tagged> tagged = new LinkedHashSet<>();
    while (tagged.size() < wanted) {
      int indicator = random.nextInt(homes.size());
      int[] home = homes.get(indicator);
      if (counts[indicator] == TAGS_MAX) continue;
      Tagged one = new Tagged(indicator, home[random.nextInt(home.length)], name.draw(random));
      if (tagged.add(one)) counts[indicator]++;
    }
    return List.copyOf(tagged);
  }

  private static List<String> names(SplittableRandom random) {
    Set<String> names = new LinkedHashSet<>();
    for (String typed : new UserNames(random).draw(2 * NAMES, List.of("packed"))) {
      String legal = typed.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "-");
      names.add(IntelTagName.parse(legal).text());
    }
    return names.stream().limit(NAMES).toList();
  }

  private static void draw(int i, String[] types, String[] values, SplittableRandom random) {
    double kind = random.nextDouble();
    if (kind < 0.25) {
      types[i] = "IP";
      values[i] =
          "%d.%d.%d.%d".formatted(1 + i % 223, i / 223 % 256, i / 57_088 % 256, 1 + i % 254);
    } else if (kind < 0.65) {
      types[i] = "URL";
      values[i] = "host-" + i + "." + hex(6, random) + ".example.com";
    } else {
      types[i] = kind < 0.8 ? "MD5" : "SHA256";
      values[i] = hex(kind < 0.8 ? 32 : 64, random);
    }
  }

  private static String hex(int length, SplittableRandom random) {
    StringBuilder out = new StringBuilder(length);
    for (int i = 0; i < length; i++) out.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
    return out.toString();
  }

  /** What tells this corpus from another. */
  public String checksum() {
    CRC32 sum = new CRC32();
    for (String value : values) sum.update(value.getBytes(StandardCharsets.UTF_8));
    for (Tagged one : tagged) sum.update(one.toString().getBytes(StandardCharsets.UTF_8));
    for (Known one : known) sum.update(one.toString().getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(sum.getValue());
  }
}
