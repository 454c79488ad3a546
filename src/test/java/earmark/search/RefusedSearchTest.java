package earmark.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import earmark.refusal.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said to somebody whose search can't be understood. */
class RefusedSearchTest {
  private static final String TOO_LONG =
      "Search query too long, please shorten and/or simplify your query.";

  private static void assertRefused(String text, String message) {
    assertThatThrownBy(() -> Search.parse(text, Search.API_LENGTH_MAX))
        .isInstanceOf(Refusal.Invalid.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                             | Position 1: found the end, expected a search term such as tag:packed.
          `  `                           | Position 3: found the end, expected a search term such as tag:packed.
          tag:(                          | Position 5: found "(", expected a value, or a list in brackets such as tag:[one, another].
          tag:"x                         | Position 5: the quote that opens here is not closed.
          nokey:1                        | Position 1: found "nokey", expected a keyword such as tag or filename; a text with a colon needs quotes.
          tag:                           | Position 5: found the end, expected a value, such as tag:contains-*.
          tag: packed                    | Position 5: found a blank, expected a value right behind the colon, such as tag:contains-*.
          tag :packed                    | Position 5: found ":", expected it right behind "tag", without a blank.
          tag:a and tag:b                | Position 7: found "and", expected AND in upper case, or quotes around it.
          tag:a or tag:b                 | Position 7: found "or", expected OR in upper case, or quotes around it.
          not tag:a                      | Position 1: found "not", expected NOT in upper case, or quotes around it.
          tag:a)                         | Position 6: found ")", expected the end, as no parenthesis is open.
          (tag:a                         | Position 7: found the end, expected ")" for the parenthesis at position 1.
          ()                             | Position 2: found ")", expected a search term such as tag:packed.
          tag:a AND                      | Position 10: found the end, expected a search term such as tag:packed.
          AND tag:a                      | Position 1: found "AND", expected a search term such as tag:packed.
          tag:a OR                       | Position 9: found the end, expected a search term such as tag:packed.
          tag:a AND OR tag:b             | Position 11: found "OR", expected a search term such as tag:packed.
          NOT                            | Position 4: found the end, expected a search term such as tag:packed.
          word                           | Position 1: found "word", expected a keyword and a colon, such as filename:*report*.
          "two words"                    | Position 1: found "two words", expected a keyword and a colon, such as filename:*report*.
          #desktop                       | Position 1: found "#desktop", expected a keyword and a colon, such as tag-any:*desktop*.
          tag:""                         | Position 5: there is nothing between these quotes.
          tag:a:b                        | Position 6: found ":", expected a blank or the end; a text with one of ( ) [ ] " : needs quotes.
          http://evil.com                | Position 1: found "http", expected a keyword such as tag or filename; a text with a colon needs quotes.
          tag:a"b"                       | Position 6: found a quote, expected a blank or the end; a text with one of ( ) [ ] " : needs quotes.
          tag:"a"b                       | Position 8: found "b", expected a blank or the end; a text with one of ( ) [ ] " : needs quotes.
          tag:[a, b                      | Position 10: found the end, expected a comma, or "]" for the list that begins at position 5.
          tag:[a b]                      | Position 8: found "b", expected a comma, or "]" for the list that begins at position 5.
          tag:[]                         | Position 6: found "]", expected a value, such as tag:contains-*.
          tag:[a,]                       | Position 8: found "]", expected a value, such as tag:contains-*.
          tag:[a TO b]                   | Position 5: "tag" takes no range; a list has commas, such as [one, another].
          tag:a]                         | Position 6: found "]", expected a blank or the end; a text with one of ( ) [ ] " : needs quotes.
          [a]                            | Position 1: found "[", expected a search term such as tag:packed.
          :a                             | Position 1: found ":", expected a search term such as tag:packed.
          size:abc                       | Position 6: found "abc", expected a whole number or a range such as [10 TO 20].
          size:1.5                       | Position 6: found "1.5", expected a whole number or a range such as [10 TO 20].
          size:10KB                      | Position 6: found "10KB", expected a whole number or a range such as [10 TO 20].
          size:-1                        | Position 6: found "-1", expected a whole number or a range such as [10 TO 20].
          size:99999999999999999999      | Position 6: found "99999999999999999999", expected a whole number or a range such as [10 TO 20].
          size:[5 TO 1]                  | Position 6: the range ends before it begins.
          size:[1 to 5]                  | Position 9: found "to", expected TO in upper case.
          size:[1 TO]                    | Position 11: found "]", expected a value, such as size:[1 TO 4096].
          size:[1 TO 5                   | Position 13: found the end, expected "]" for the range that begins at position 6.
          size:[1 TO 5, 6]               | Position 13: found ",", expected "]" for the range that begins at position 6.
          firstseen:2024-13-01           | Position 11: found "2024-13-01", expected a date from 1970 on (YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ) or a range such as [2024-05-01 TO *].
          firstseen:2024-02-30T00:00:00Z | Position 11: found "2024-02-30T00:00:00Z", expected a date from 1970 on (YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ) or a range such as [2024-05-01 TO *].
          firstseen:yesterday            | Position 11: found "yesterday", expected a date from 1970 on (YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ) or a range such as [2024-05-01 TO *].
          firstseen:1969-12-31           | Position 11: found "1969-12-31", expected a date from 1970 on (YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ) or a range such as [2024-05-01 TO *].
          firstseen:[2024-05-02 TO 2024-05-01] | Position 11: the range ends before it begins.
          classification:evil            | Position 16: found "evil", expected one of goodware, suspicious, malicious, unknown.
          classification:mal*            | Position 16: found "mal*", expected one of goodware, suspicious, malicious, unknown.
          available:yes                  | Position 11: found "yes", expected one of true, false.
          md5:abc                        | Position 5: found "abc", expected 32 hex digits.
          sha1:gggggggggggggggggggggggggggggggggggggggg | Position 6: found "gggggggggggggggggggggggggggggggggggggggg", expected 40 hex digits.
          tag-via:door                   | Position 9: found "door", expected one of spectra, ui, api, cli, analysis, trustar.
          tag-op:x                       | Position 8: found "x", expected the number of an operation.
          tag-op:[1 TO 2]                | Position 8: "tag-op" takes no range; a list has commas, such as [one, another].
          tag-by:a*                      | Position 8: found "a*", expected a whole login, without wildcards.
          tag:a tag-by:ann tag-by:bob    | Position 18: "tag-by" stands at position 7 already, and both would speak of the same tag. Put one of them in parentheses, with its tag.
          as-of:yesterday                | Position 7: "as-of" takes one date from 1970 on: YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.
          as-of:[2024-01-01 TO *]        | Position 7: "as-of" takes one date from 1970 on: YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.
          as-of:2024-01-01 as-of:2024-01-02 | Position 18: "as-of" can stand only once.
          tag:a OR as-of:2024-01-01      | Position 10: "as-of" speaks of the whole search: it can't stand in parentheses, with OR or NOT.
          NOT as-of:2024-01-01           | Position 5: "as-of" speaks of the whole search: it can't stand in parentheses, with OR or NOT.
          (as-of:2024-01-01)             | Position 2: "as-of" speaks of the whole search: it can't stand in parentheses, with OR or NOT.
          😀(                             | Position 1: found "😀", expected a keyword and a colon, such as filename:*report*.
          tag:a 😀:1                      | Position 7: found "😀", expected a keyword such as tag or filename; a text with a colon needs quotes.
          tag:[😀 😀]                      | Position 9: found "😀", expected a comma, or "]" for the list that begins at position 5.
          """)
  void a_search_is_refused_with_the_place_and_what_is_expected(String text, String message) {
    assertRefused(text, message);
  }

  @Test
  void a_search_that_is_too_long() {
    assertRefused("tag:" + "a".repeat(6997), TOO_LONG);
    assertThatThrownBy(() -> Search.typed("tag:" + "a".repeat(1021)))
        .isInstanceOf(Refusal.Invalid.class)
        .hasMessage(TOO_LONG);
  }

  @Test
  void a_search_that_is_too_deep() {
    String deep =
        "Position 101: parentheses and NOTs stand more than 100 deep in each other. Please simplify your query.";
    assertThat(SearchTest.parse("(".repeat(100) + "tag:a" + ")".repeat(100)))
        .isEqualTo(SearchTest.parse("tag:a"));
    assertRefused("(".repeat(101) + "tag:a" + ")".repeat(101), deep);
    assertRefused("(".repeat(7000), deep);
    assertRefused("NOT ".repeat(101) + "tag:a", deep.replace("101", "401"));
  }

  @Test
  void a_search_with_too_many_terms() {
    String list = "tag:[" + "a,".repeat(999) + "a";
    assertThat(((Query.Or) SearchTest.parse(list + "]")).parts()).hasSize(1000);
    assertRefused(
        list + ",a]", "Position 1: there are more than 1,000 terms. Please simplify your query.");
    assertRefused(
        "tag:a " + "tag-by:[" + "a,".repeat(39) + "a] tag-op:[" + "1,".repeat(39) + "1]",
        "Position 96: there are more than 1,000 terms. Please simplify your query.");
    assertRefused(
        "tag:[" + "a,".repeat(39) + "a] tag-op:[" + "1,".repeat(39) + "1]",
        "Position 87: there are more than 1,000 terms. Please simplify your query.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          av-count:many          | Position 10: found "many", expected a whole number or a range such as [10 TO 20].
          threatlevel:[2 TO 1]   | Position 13: the range ends before it begins.
          pe-timestamp:yesterday | Position 14: found "yesterday", expected a date from 1970 on (YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ) or a range such as [2024-05-01 TO *].
          email-from:[a TO b]    | Position 12: "email-from" takes no range; a list has commas, such as [one, another].
          """)
  void a_keyword_without_facts_takes_only_what_it_could_find(String text, String message) {
    assertRefused(text, message);
  }

  /** Texts that would show a reader which goes back, or deeper, with each character. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        ")",
        "[",
        "\"",
        "\\",
        "*",
        "NOT ",
        "OR ",
        "AND ",
        "tag:",
        "tag:a ",
        "tag:a OR ",
        "(tag:a ",
        "tag:[",
        "tag:[a,",
        "tag:\"a",
        "tag:\"*",
        "tag-by:a ",
        "NOT(",
        "a:",
        "\u00a0",
        "\uD83D"
      })
  void the_longest_texts_are_read_or_refused(String piece) {
    String text = piece.repeat(Search.API_LENGTH_MAX / piece.length());
    for (String whole : List.of(text, "tag:\"" + text.substring(6) + "\"")) {
      try {
        assertThat(Search.parse(whole, Search.API_LENGTH_MAX)).isNotNull();
      } catch (Refusal.Invalid refused) {
        assertThat(refused.reason()).startsWith("Position ");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "tga, tag",
    "tags, tag",
    "tag-usr, tag-user",
    "taguser, tag-user",
    "classifcation, classification",
    "file-nmae, filename",
    "siez, size",
    "sha265, sha256",
    "sha, sha1",
    "-tag, tag",
    "asof, as-of"
  })
  void a_misspelt_keyword_gets_the_nearest(String typed, String meant) {
    assertRefused(
        typed + ":x",
        "Position 1: found \"" + typed + "\", expected a keyword; did you mean \"" + meant + "\"?");
  }
}
