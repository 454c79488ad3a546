package earmark.http.api;

import earmark.http.Call;
import earmark.ledger.RequestKey;
import earmark.refusal.Refusal;
import earmark.sample.SampleHash;
import earmark.sample.SampleTags;
import earmark.search.Search;
import earmark.tag.IntelTagName;
import earmark.tag.TagCharacters;
import earmark.tag.UserTagName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the requests have in common that change tags. */
final class Writes {
  private static final int TAGS_MAX = 1_000;
  private static final int SAMPLES_MAX = 10_000;

  private Writes() {}

  /** The idempotency key, with a digest by which another request under it is noticed. */
  static Optional<RequestKey> key(Call call, byte[] body) {
    return call.header("Idempotency-Key").map(text -> new RequestKey(text, digest(call, body)));
  }

  private static String digest(Call call, byte[] body) {
    return HexFormat.of().formatHex(begun(call).digest(body));
  }

  private static MessageDigest begun(Call call) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String line = call.method() + ' ' + call.path() + '\n';
      digest.update(line.getBytes(StandardCharsets.UTF_8));
      return digest;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Refuses everybody but admins before the request is read, as the rooms do again.
   *
   * @throws earmark.refusal.Refusal.Forbidden to anybody else
   */
  static void requireAdmin(Call call) {
    call.caller().requireAdmin("manage users, enclaves, groups and rights");
  }

  /** A text that has to be there. */
  static String required(String name, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      throw new Refusal.Invalid("\"" + name + "\" is required.");
    }
    return value;
  }

  /** The digest of a request whose body is read as it arrives. */
  static final class RequestDigest {
    private final Call call;
    private final MessageDigest digest;

    RequestDigest(Call call) {
      this.call = call;
      this.digest = begun(call);
    }

    /** Makes requests differ that differ in this besides their bodies. */
    void also(String parameters) {
      digest.update((parameters + '\n').getBytes(StandardCharsets.UTF_8));
    }

    /** What all of the body has to go through. */
    MessageDigest ofBody() {
      return digest;
    }

    /** The idempotency key; to be asked for once, after the body was read. */
    Optional<RequestKey> key() {
      String made = HexFormat.of().formatHex(digest.digest());
      return call.header("Idempotency-Key").map(text -> new RequestKey(text, made));
    }
  }

  /** Why, if the caller says so. */
  static Optional<String> reason(@Nullable String reason) {
    return Optional.ofNullable(reason).filter(text -> !text.isBlank());
  }

  static boolean isYes(@Nullable Boolean flag) {
    return flag != null && flag;
  }

  /** Whose samples a request names: by their hashes or by a search. */
  static SampleTags.Target target(
      @Nullable List<@Nullable String> samples, @Nullable String query, @Nullable Double number) {
    if ((samples == null) == (query == null)) {
      throw new Refusal.Invalid("Name either \"samples\" or a \"query\".");
    }
    OptionalInt expected = whole("expected", number);
    if (query != null) return new SampleTags.Target.ByQuery(Search.typed(query), expected);
    List<SampleHash> hashes =
        texts("samples", samples, SAMPLES_MAX).stream().map(SampleHash::parse).toList();
    if (hashes.isEmpty()) throw new Refusal.Invalid("\"samples\" must name at least one sample.");
    return new SampleTags.Target.ByHashes(hashes, expected);
  }

  /** A number that has to be whole and not negative, if there is one. */
  static OptionalInt whole(String field, @Nullable Double number) {
    if (number == null) return OptionalInt.empty();
    int whole = number.intValue();
    if (whole != number || whole < 0) {
      throw new Refusal.Invalid("\"" + field + "\" must be a whole number from 0.");
    }
    return OptionalInt.of(whole);
  }

  /** The names in a field, each once; none if it is absent. */
  static Set<UserTagName> names(String field, @Nullable List<@Nullable String> texts) {
    return UserTagName.parseAll(texts(field, texts, TAGS_MAX));
  }

  /** The names of tags of reports or indicators in a field, each once; none if it is absent. */
  static Set<IntelTagName> intelNames(
      String field, @Nullable List<@Nullable String> texts, int max) {
    return new LinkedHashSet<>(TagCharacters.STRICT.names(texts(field, texts, max)));
  }

  /** The one name in a field that has to be there. */
  static UserTagName name(String field, @Nullable String text) {
    if (text == null) throw new Refusal.Invalid("\"" + field + "\" is required.");
    return UserTagName.parse(text);
  }

  /** The texts in a field; none if it is absent. */
  static List<String> texts(String field, @Nullable List<@Nullable String> texts, int max) {
    if (texts == null) return List.of();
    if (texts.size() > max) {
      throw new Refusal.Invalid("\"" + field + "\" may hold " + max + " values at once.");
    }
    List<String> present = new ArrayList<>();
    for (String text : texts) {
      if (text == null) throw new Refusal.Invalid("\"" + field + "\" holds null.");
      present.add(text);
    }
    return present;
  }
}
