package earmark.bench;

/** Advanced searches by what they are made of. */
enum AdvancedClass {
  NARROW("tag, user tag prefix*, not tag, range of sizes"),
  RECENT("*text*, type, last 90 days"),
  LARGEST("tag, classification, sorted by size");

  final String title;

  AdvancedClass(String title) {
    this.title = title;
  }
}
