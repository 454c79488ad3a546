package earmark.report;

import earmark.refusal.Refusal;
import java.time.Instant;
import java.util.Optional;

/**
 * What somebody wants a report to say.
 *
 * @param externalId what its submitter calls it; absent leaves it as it is
 * @param timeBegan when what it tells of began; absent leaves it as it is, which for a new report
 *     is the moment of its submission
 */
public record Submission(
    String title,
    String body,
    Optional<String> externalId,
    Optional<String> externalUrl,
    Optional<Instant> timeBegan) {

  /** The longest external id, in characters. */
  public static final int EXTERNAL_ID_MAX = 500;

  /**
   * @throws Refusal.Invalid if there is no title or no body, or a text can't be kept
   */
  public Submission {
    if (title.isBlank()) throw new Refusal.Invalid("A report has a title.");
    if (body.isEmpty()) throw new Refusal.Invalid("A report has a body.");
    externalId = externalId.filter(text -> !text.isEmpty());
    externalUrl = externalUrl.filter(text -> !text.isEmpty());
    requireKeepable("title", title);
    requireKeepable("body", body);
    externalId.ifPresent(text -> requireKeepable("external id", text));
    externalUrl.ifPresent(text -> requireKeepable("external URL", text));
    if (externalId.isPresent() && externalId.get().length() > EXTERNAL_ID_MAX) {
      throw new Refusal.Invalid(
          "The external id is longer than " + EXTERNAL_ID_MAX + " characters.");
    }
    if (timeBegan.isPresent()
        && (timeBegan.get().isBefore(Instant.EPOCH) || timeBegan.get().isAfter(LAST))) {
      throw new Refusal.Invalid("The time at which it began is from 1970 to 9999.");
    }
  }

  /** The same under another external id. */
  Submission called(String id) {
    return new Submission(title, body, Optional.of(id), externalUrl, timeBegan);
  }

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

  /** Not every store keeps U+0000, and none keeps halves of letters. */
  private static void requireKeepable(String what, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) i++;
      else if (c == 0 || Character.isSurrogate(c)) {
        throw new Refusal.Invalid("The " + what + " holds a character that can't be kept.");
      }
    }
  }
}
