package earmark.bench;

/** Searches by the size of their answers. */
enum SearchClass {
  RARE("rare", "1 to 100 samples"),
  MID("mid-size", "0.1 % to 5 % of all samples"),
  BROAD("broad", "20 % of all samples or more");

  final String title;
  final String meaning;

  SearchClass(String title, String meaning) {
    this.title = title;
    this.meaning = meaning;
  }

  boolean holds(long total, int samples) {
    return switch (this) {
      case RARE -> total >= 1 && total <= 100;
      case MID -> total >= samples / 1000 && total <= samples / 20;
      case BROAD -> total >= samples / 5;
    };
  }
}
