package earmark.bench.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The System Tags, about 400, and how they depend on the type of a file: a type is drawn first, it
 * brings a few tags that all of its files have, and the rest is drawn from the type's own traits.
 */
final class FileTypes {
  /** Name, weight in per cent, further tags of every file of the type. */
  private static final String TYPES =
      """
      pe-exe 26 windows pe x86
      pe-dll 12 windows pe x86 dll
      pe64-exe 10 windows pe x64
      elf 7 linux executable
      mach-o 2 macos executable
      apk 6 android zip-container
      dex 2 android
      pdf 7 document
      ole-document 5 document office
      ooxml 5 document office zip-container
      html 4 web text
      javascript 4 script text
      powershell 2 script text
      vbs 1 script text
      zip 3 archive zip-container
      rar 1 archive
      email 2 text message
      image 1 media
      """;

  private static final String[] DOES =
      ("contains capability indicator uses reads writes cert packer anti network persistence"
              + " evasion string import section resource macro embedded overlay obfuscated")
          .split(" ", -1);
  private static final String[] WHAT =
      ("registry process service url domain ip file debugger sandbox vm crypto socket script pe"
              + " archive shell credentials clipboard")
          .split(" ", -1);
  private static final int TRAITS_OF_A_TYPE = 60;
  private static final int SHARED_TRAITS = 80;
  private static final int SHARED_OF_A_TYPE = 25;
  private static final int TAGS_MIN = 8;
  private static final int TAGS_MAX = 14;

  private final List<String> names = new ArrayList<>();
  private final List<int[]> always = new ArrayList<>();
  private final List<int[]> traits = new ArrayList<>();
  private final Weighted type;
  private final Weighted trait =
      new Weighted(TRAITS_OF_A_TYPE, k -> 1 / StrictMath.pow(k + 2, 0.9));

  FileTypes(SplittableRandom random) {
    List<Integer> weights = new ArrayList<>();
    for (String line : TYPES.lines().toList()) {
      String[] words = line.split(" ", -1);
      weights.add(Integer.parseInt(words[1]));
      Ints tags = new Ints();
      for (int i = 0; i < words.length; i++) {
        if (i != 1) tags.add(number(words[i]));
      }
      always.add(tags.sorted());
    }
    type = new Weighted(weights.size(), weights::get);
    int firstTrait = names.size();
    for (String does : DOES) {
      for (String what : WHAT) names.add(does + "-" + what);
    }
    int[] shuffled = new int[names.size() - firstTrait];
    for (int i = 0; i < shuffled.length; i++) {
      int other = random.nextInt(i + 1);
      shuffled[i] = shuffled[other];
      shuffled[other] = firstTrait + i;
    }
    for (int i = 0; i < weights.size(); i++) traits.add(traits(random, shuffled));
  }

  private int number(String name) {
    if (!names.contains(name)) names.add(name);
    return names.indexOf(name);
  }

  private static int[] traits(SplittableRandom random, int[] shuffled) {
    Ints own = new Ints();
    int[] out = new int[TRAITS_OF_A_TYPE];
    while (own.size() < TRAITS_OF_A_TYPE) {
      int from = own.size() < SHARED_OF_A_TYPE ? SHARED_TRAITS : shuffled.length;
      int trait = shuffled[random.nextInt(from)];
      if (own.contains(trait)) continue;
      out[own.size()] = trait;
      own.add(trait);
    }
    return out;
  }

  /** The names of all System Tags, by number. */
  List<String> names() {
    return names;
  }

  /**
   * Puts the numbers of one file's System Tags into an empty list.
   *
   * @return the place of its type in {@link #TYPES}
   */
  byte draw(SplittableRandom random, Ints tags) {
    int drawn = type.draw(random);
    for (int tag : always.get(drawn)) tags.add(tag);
    int count = TAGS_MIN + random.nextInt(TAGS_MAX - TAGS_MIN + 1);
    while (tags.size() < count) {
      int tag = traits.get(drawn)[trait.draw(random)];
      if (!tags.contains(tag)) tags.add(tag);
    }
    return (byte) drawn;
  }
}
