package earmark.alert.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import earmark.alert.Post;
import earmark.alert.Subscription;
import earmark.sample.Deletions;
import earmark.sample.Finder;
import earmark.sample.Sample;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A letter as receivers read it; docs/alerts.md describes it. It only grows. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LetterBody(
    String delivery,
    String type,
    Subscribed subscription,
    @Nullable Long alert,
    long fromSeq,
    long seq,
    String at,
    Told entered,
    Told left,
    String url) {

  record Subscribed(long id, String name, String query) {
    static Subscribed of(Subscription subscription) {
      return new Subscribed(subscription.id(), subscription.name(), subscription.query());
    }
  }

  record Told(int count, List<Named> samples) {
    static Told of(Post.Told told) {
      return new Told(
          told.count(),
          Stream.concat(
                  told.first().stream().map(Named::of), told.removed().stream().map(Named::of))
              .toList());
    }
  }

  /**
   * A sample.
   *
   * @param tags absent if it was removed
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Named(String sha256, String sha1, String name, boolean removed, @Nullable Tags tags) {
    static Named of(Deletions.Deleted gone) {
      return new Named(gone.digests().sha256(), gone.digests().sha1(), gone.name(), true, null);
    }

    static Named of(Finder.Tagged tagged) {
      Sample sample = tagged.sample();
      return new Named(
          sample.digests().sha256(),
          sample.digests().sha1(),
          sample.name(),
          false,
          new Tags(tagged.system(), tagged.user()));
    }
  }

  record Tags(List<String> system, List<String> user) {}

  static LetterBody of(Post.Letter letter, URI page) {
    String address = page.toString();
    String base = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    return new LetterBody(
        letter.delivery(),
        letter.alert().isPresent() ? "alert" : "test",
        Subscribed.of(letter.subscription()),
        letter.alert().orElse(null),
        letter.fromSeq(),
        letter.seq(),
        letter.at().toString(),
        Told.of(letter.entered()),
        Told.of(letter.left()),
        base + "/#/alerts" + letter.alert().map(id -> "/" + id).orElse(""));
  }
}
