package earmark.http.api;

import earmark.index.Answers;
import java.util.List;

/** A tag, and on how many samples it is. */
record TagCount(String kind, String name, int count) {

  static List<TagCount> all(List<Answers.Counted> counted) {
    return counted.stream()
        .map(tag -> new TagCount(Parameters.text(tag.tag().kind()), tag.tag().name(), tag.count()))
        .toList();
  }
}
