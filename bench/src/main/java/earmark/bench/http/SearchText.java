package earmark.bench.http;

import earmark.bench.side.Search;
import earmark.search.QueryText;
import earmark.tag.Tag;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A search as an address of the API. */
public final class SearchText {
  private static final int PAGE = 20;

  private SearchText() {}

  /** The path that asks for its first page. */
  public static String path(Search search) {
    String sort = search instanceof Search.Largest ? "&sort=size%20desc" : "";
    String text = URLEncoder.encode(text(search), StandardCharsets.UTF_8);
    return "/api/v1/samples?limit=" + PAGE + sort + "&q=" + text;
  }

  private static String text(Search search) {
    return switch (search) {
      case Search.Like(String text) -> "#" + text;
      case Search.Narrow narrow ->
          "%s AND tag-user:%s AND NOT %s AND size:[%d TO %d]"
              .formatted(
                  tag(narrow.tag()),
                  wildcard(narrow.prefix(), "", "*"),
                  tag(narrow.without()),
                  narrow.fromBytes(),
                  narrow.toBytes());
      case Search.Recent recent ->
          "tag-any:%s AND sampletype:%s AND firstseen:[%s TO %s]"
              .formatted(
                  wildcard(recent.text(), "*", "*"),
                  QueryText.value(recent.sampleType()),
                  Instant.ofEpochSecond(recent.from()),
                  Instant.ofEpochSecond(recent.to()));
      case Search.Largest(Tag tag, String classification) ->
          tag(tag) + " AND classification:" + classification;
    };
  }

  private static String tag(Tag tag) {
    String keyword = tag.kind() == Tag.Kind.SYSTEM ? "tag:" : "tag-user:";
    return keyword + QueryText.value(tag.name());
  }

  private static String wildcard(String literal, String before, String behind) {
    return "\"" + before + literal + behind + "\"";
  }
}
