package earmark.search;

import earmark.tag.Tag;
import earmark.tag.Thing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Texts and queries by chance. */
final class RandomSearches {
  private static final List<String> PIECES =
      List.of(
          "tag:",
          "tag-user:",
          "tag-by:",
          "tag-at:",
          "as-of:",
          "size:",
          "firstseen:",
          "nokey:",
          "classification:",
          "md5:",
          "filetype:",
          "AND",
          "OR",
          "NOT",
          "TO",
          "and",
          " ",
          " ",
          " ",
          "(",
          ")",
          "[",
          "]",
          "\"",
          "\\",
          "*",
          "?",
          ",",
          ":",
          "#",
          "a",
          "packed",
          "test tag",
          "ann",
          "malicious",
          "17",
          "2024-05-30",
          "2024-05-30T10:20:30Z",
          "[1 TO *]",
          "[a, b]",
          "\u00a0",
          "\u0130",
          "J\u030c",
          "\uD83D\uDE00",
          "\uD83D",
          "\u0000",
          "0123456789abcdef0123456789abcdef");

  private static final List<String> REAL =
      List.of(
          "tag-user:one_tag classification:malicious",
          "email-from:a@b.c AND ((classification:malicious AND tag:email-attachment) OR"
              + " (tag:email-subject-spam OR tag:email-subject-phishing))",
          "cert-serial:0102 AND (classification:malicious AND NOT tag:cert-malformed)",
          "pe-timestamp:[2024-05-01T00:00:00Z TO *] av-count:[1, 5] domain:[evil.com,bad.*]",
          "filetype:email tag:email-attachment",
          "tag:[a, b] tag-by:ann tag-at:[2024-05-01 TO *]",
          "(pe-import:\"a b.dll\" OR pe-import:c.dll) imphash:0123456789abcdef0123456789abcdef",
          "uri:\"https://api.telegram.org/bot*\" NOT ipv4:203.0.113.? pdb:\"c:\\\\a b\\\\*.pdb\"",
          "firstseen:[2025-02-20T00:00:00Z TO *] size:[0 TO *] available:TRUE",
          "as-of:2024-05-30 tag-user:\"test tag\"");

  private final SplittableRandom random;

  RandomSearches(SplittableRandom random) {
    this.random = random;
  }

  /** Pieces of the language in any order, any characters, or a real search with damage. */
  static String nonsense(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    switch (random.nextInt(3)) {
      case 0 -> {
        int pieces = random.nextInt(40);
        for (int i = 0; i < pieces; i++) text.append(one(random, PIECES));
      }
      case 1 -> {
        int length = random.nextInt(60);
        for (int i = 0; i < length; i++) {
          text.append((char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(65_536)));
        }
      }
      default -> {
        text.append(one(random, REAL));
        for (int i = random.nextInt(1, 5); i > 0 && !text.isEmpty(); i--) {
          int at = random.nextInt(text.length());
          if (random.nextBoolean()) text.insert(at, one(random, PIECES));
          else text.delete(at, Math.min(text.length(), at + random.nextInt(1, 6)));
        }
      }
    }
    return text.toString();
  }

  private static <T> T one(SplittableRandom random, List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  /** A query as the parser makes them. */
  Query query(int depth) {
    if (depth == 0) return leaf();
    return switch (random.nextInt(5)) {
      case 0 -> new Query.And(some(2, 4, () -> query(depth - 1)));
      case 1 -> new Query.Or(some(2, 4, () -> query(depth - 1)));
      case 2 -> new Query.Not(query(depth - 1));
      case 3 -> {
        Keyword keyword = one(random, List.of(Keyword.values()));
        yield keyword.target() instanceof Keyword.TagNames(Set<Tag.Kind> kinds)
            ? new Query.Or(some(2, 4, () -> new Query.HasTagLike(kinds, pattern())))
            : leaf();
      }
      default -> leaf();
    };
  }

  private <T> List<T> some(int min, int max, Supplier<T> each) {
    List<T> all = new ArrayList<>();
    for (int i = random.nextInt(min, max + 1); i > 0; i--) all.add(each.get());
    return all;
  }

  private Query leaf() {
    if (random.nextInt(20) == 0) return new Query.Everything();
    return switch (one(random, List.of(Keyword.values())).target()) {
      case Keyword.TagNames(var kinds) -> new Query.HasTagLike(kinds, pattern());
      case Keyword.Texts texts -> Terms.matches(texts, pattern());
      case Keyword.Numbers(Column column) -> Terms.inRange(column, span(Long.MAX_VALUE));
      case Keyword.Dates(Column column) -> Terms.inRange(column, span(253_402_300_799L));
      case Keyword.Choices choices -> Terms.chosen(choices, one(random, choices.values()));
      case Keyword.Hash(int digits) -> new Query.HasHash(hex(digits));
      case Keyword.Tagging _, Keyword.PastMoment _ -> given();
      case Keyword.Unknown _ -> Terms.NOTHING;
    };
  }

  private Query given() {
    boolean any = random.nextBoolean();
    Query.HasTagLike tag =
        new Query.HasTagLike(
            any || random.nextBoolean()
                ? Tag.Kind.of(Thing.SAMPLE)
                : Set.of(one(random, List.copyOf(Tag.Kind.of(Thing.SAMPLE)))),
            any ? Wildcard.parse("*") : pattern());
    Way way =
        new Way(
            maybe(() -> text(random.nextInt(1, 8))),
            random.nextBoolean() ? Span.ALL : span(253_402_300_799_999_999L),
            maybe(() -> one(random, Keyword.Tagging.DOORS)),
            maybe(() -> random.nextLong(0, Long.MAX_VALUE)));
    return way.given(tag);
  }

  private <T> Optional<T> maybe(Supplier<T> value) {
    return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
  }

  private Span span(long max) {
    long a = bound(max);
    long b = bound(max);
    return switch (random.nextInt(4)) {
      case 0 -> new Span(a, a);
      case 1 -> new Span(a, Long.MAX_VALUE);
      default -> new Span(Math.min(a, b), Math.max(a, b));
    };
  }

  private long bound(long max) {
    long any = random.nextLong(0, max);
    return switch (random.nextInt(6)) {
      case 0 -> 0;
      case 1 -> any % 100;
      case 2 -> any - any % 86_400;
      case 3 -> any - any % 1_000_000;
      case 4 -> any - any % 86_400_000_000L + (any > 86_400_000_000L ? -1 : 0);
      default -> any;
    };
  }

  private Wildcard pattern() {
    if (random.nextInt(4) == 0) return Wildcard.literal(text(random.nextInt(1, 8)));
    if (random.nextInt(4) == 0) return Wildcard.containing(text(random.nextInt(8)));
    return Wildcard.parse("a" + text(random.nextInt(8)));
  }

  private String text(int length) {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append(
          random.nextInt(5) == 0
              ? one(random, PIECES)
              : String.valueOf((char) random.nextInt(33, 127)));
    }
    return text.toString();
  }

  private String hex(int digits) {
    StringBuilder hex = new StringBuilder();
    while (hex.length() < digits) hex.append(Character.forDigit(random.nextInt(16), 16));
    return hex.toString();
  }
}
