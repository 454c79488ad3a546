package earmark.analysis.catalogue;

/**
 * Something worth a look that facts show. It has no name of its own on a sample, but tags ask for
 * it by its id.
 *
 * @param category such as {@code network}
 * @param priority 0 to 10, the higher the graver
 * @param about what it is, in words
 * @param when the condition, in the Common Expression Language
 */
public record Indicator(int id, String category, int priority, String about, String when) {
  static final int PRIORITY_MAX = 10;

  public Indicator {
    if (priority < 0 || priority > PRIORITY_MAX) {
      throw new IllegalArgumentException("indicator " + id + " has priority " + priority);
    }
  }

  /** In words, for the reason of a tag. */
  String described() {
    return id + " " + about;
  }
}
