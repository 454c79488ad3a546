package earmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.ledger.Via;
import earmark.tag.Tag;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {
  private static final Query A = system("a");
  private static final Query B = system("b");
  private static final Query C = system("c");

  static Query parse(String text) {
    Search search = Search.parse(text, Search.API_LENGTH_MAX);
    assertThat(search.asOf()).isEmpty();
    return search.query();
  }

  private static Query typed(String text) {
    return Search.typed(text).query();
  }

  private static Query.HasTagLike system(String pattern) {
    return new Query.HasTagLike(Set.of(Tag.Kind.SYSTEM), Wildcard.parse(pattern));
  }

  private static Query.HasTagLike user(String pattern) {
    return new Query.HasTagLike(Set.of(Tag.Kind.USER), Wildcard.parse(pattern));
  }

  private static Query matches(Column column, String pattern) {
    return new Query.Matches(column, Wildcard.parse(pattern));
  }

  private static Query and(Query... parts) {
    return new Query.And(List.of(parts));
  }

  private static Query or(Query... parts) {
    return new Query.Or(List.of(parts));
  }

  private static Query not(Query part) {
    return new Query.Not(part);
  }

  private static Query seen(String from, String to) {
    return new Query.InRange(
        Column.FIRST_SEEN,
        Instant.parse(from).getEpochSecond(),
        to.equals("*") ? Long.MAX_VALUE : Instant.parse(to).getEpochSecond());
  }

  @Test
  void not_binds_closer_than_and_which_binds_closer_than_or() {
    assertThat(parse("tag:a OR tag:b AND NOT tag:c")).isEqualTo(or(A, and(B, not(C))));
    assertThat(parse("tag:a AND tag:b OR tag:c")).isEqualTo(or(and(A, B), C));
    assertThat(parse("(tag:a OR tag:b) AND tag:c")).isEqualTo(and(or(A, B), C));
    assertThat(parse("NOT(tag:a tag:b)")).isEqualTo(not(and(A, B)));
    assertThat(parse("NOT NOT tag:a")).isEqualTo(not(not(A)));
  }

  @Test
  void a_blank_is_an_and() {
    assertThat(parse("tag:a tag:b")).isEqualTo(and(A, B));
    assertThat(parse("\ttag:a\u00a0NOT tag:b AND\ntag:c ")).isEqualTo(and(A, not(B), C));
    assertThat(parse("(tag:a)(tag:b)")).isEqualTo(and(A, B));
  }

  @Test
  void keywords_and_values_are_read_in_any_case() {
    assertThat(parse("TAG:Entropy-High")).isEqualTo(parse("tag:entropy-high"));
    assertThat(parse("Tag-User:TAG1")).isEqualTo(user("tag1"));
    assertThat(parse("classification:MALICIOUS")).isEqualTo(parse("classification:malicious"));
  }

  @Test
  void stars_and_question_marks_are_wildcards_in_quotes_too_unless_a_backslash_is_before_them() {
    assertThat(parse("tag:protection-???")).isEqualTo(system("protection-???"));
    assertThat(parse("tag-user:\"test t*\"")).isEqualTo(user("test t*"));
    assertThat(parse("filename:\"a\\*b\\?c\\\\d\\\"e\""))
        .isEqualTo(new Query.Matches(Column.FILE_NAME, Wildcard.literal("a*b?c\\d\"e")));
    assertThat(parse("filename:C\\:\\\\x\\ y\\(1\\).exe"))
        .isEqualTo(new Query.Matches(Column.FILE_NAME, Wildcard.literal("c:\\x y(1).exe")));
    assertThat(parse("filename:\"C:\\temp\\new\""))
        .isEqualTo(parse("filename:\"c:\\\\temp\\\\new\""));
  }

  @Test
  void a_blank_and_an_underscore_differ() {
    assertThat(parse("tag-user:\"test tag\"")).isNotEqualTo(parse("tag-user:test_tag"));
  }

  @Test
  void a_list_finds_any_of_its_values() {
    assertThat(parse("tag:[a,b]")).isEqualTo(or(A, B));
    assertThat(parse("tag:[ a , \"b\" ]")).isEqualTo(or(A, B));
    assertThat(parse("tag:[a]")).isEqualTo(A);
    assertThat(parse("NOT tag:[a, b] tag:c")).isEqualTo(and(not(or(A, B)), C));
    assertThat(parse("size:[1, 2]"))
        .isEqualTo(
            or(
                new Query.InRange(Column.SIZE_BYTES, 1, 1),
                new Query.InRange(Column.SIZE_BYTES, 2, 2)));
  }

  @Test
  void a_range_includes_its_ends_and_a_star_leaves_one_open() {
    assertThat(parse("riskscore:[6 TO 10]")).isEqualTo(new Query.InRange(Column.RISK_SCORE, 6, 10));
    assertThat(parse("size:[0 TO *]"))
        .isEqualTo(new Query.InRange(Column.SIZE_BYTES, 0, Long.MAX_VALUE))
        .isEqualTo(parse("size:[* TO *]"))
        .isEqualTo(parse("size:*"));
    assertThat(parse("filecount:7")).isEqualTo(new Query.InRange(Column.FILE_COUNT, 7, 7));
  }

  @Test
  void a_date_covers_its_day_and_a_time_its_second() {
    assertThat(parse("firstseen:2024-05-30"))
        .isEqualTo(seen("2024-05-30T00:00:00Z", "2024-05-30T23:59:59Z"));
    assertThat(parse("firstseen:[2025-02-20T00:00:00Z TO *]"))
        .isEqualTo(seen("2025-02-20T00:00:00Z", "*"));
    assertThat(parse("firstseen:[2024-02-28 TO 2024-02-29]"))
        .isEqualTo(seen("2024-02-28T00:00:00Z", "2024-02-29T23:59:59Z"));
    assertThat(parse("firstseen:\"2024-05-30t10:20:30z\""))
        .isEqualTo(seen("2024-05-30T10:20:30Z", "2024-05-30T10:20:30Z"));
  }

  @Test
  void a_hash_is_found_by_its_keyword_or_alone() {
    String md5 = "0123456789ABCDEF".repeat(2);
    Query found = new Query.HasHash(md5.toLowerCase(Locale.ROOT));
    assertThat(parse("md5:" + md5)).isEqualTo(found);
    assertThat(parse(md5)).isEqualTo(found);
    assertThat(parse("tag:a OR " + md5)).isEqualTo(or(A, found));
  }

  @Test
  void a_file_type_is_a_type_a_subtype_or_both() {
    assertThat(parse("filetype:EXE"))
        .isEqualTo(
            or(
                matches(Column.FILE_TYPE, "exe"),
                matches(Column.FILE_SUBTYPE, "exe"),
                matches(Column.SAMPLE_TYPE, "exe")));
  }

  @Test
  void known_is_goodware_and_unknown_also_finds_samples_without_a_verdict() {
    assertThat(parse("classification:known")).isEqualTo(matches(Column.CLASSIFICATION, "goodware"));
    assertThat(parse("classification:unknown"))
        .isEqualTo(
            or(
                matches(Column.CLASSIFICATION, "unknown"),
                not(matches(Column.CLASSIFICATION, "*"))));
    assertThat(parse("available:TRUE")).isEqualTo(matches(Column.AVAILABLE, "true"));
  }

  @Test
  void a_star_alone_is_every_sample() {
    assertThat(parse("*")).isEqualTo(new Query.Everything());
    assertThat(parse("NOT *")).isEqualTo(not(new Query.Everything()));
  }

  @Test
  void as_of_is_the_end_of_that_day_or_second() {
    Search search = Search.parse("as-of:2024-05-30 tag:a", 100);
    assertThat(search.asOf()).contains(Instant.parse("2024-05-30T23:59:59.999999Z"));
    assertThat(search.query()).isEqualTo(A);
    assertThat(Search.parse("tag:a AND as-of:2024-05-30T01:02:03Z AND tag:b", 100))
        .isEqualTo(
            new Search(and(A, B), Optional.of(Instant.parse("2024-05-30T01:02:03.999999Z"))));
    assertThat(Search.parse("as-of:2024-05-30", 100).query()).isEqualTo(new Query.Everything());
    assertThat(Search.parse("as-of:2024-05-30 AND (tag:a OR tag:b)", 100).query())
        .isEqualTo(or(A, B));
  }

  @Test
  void in_the_box_nothing_is_everything_and_a_hash_sign_is_followed_by_a_part_of_a_tag() {
    assertThat(typed("  ")).isEqualTo(new Query.Everything());
    assertThat(typed(" #desktop ")).isEqualTo(Query.HasTagLike.containing("desktop"));
    assertThat(typed("#test tag:x")).isEqualTo(Query.HasTagLike.containing("test tag:x"));
    assertThat(typed("#")).isEqualTo(Query.HasTagLike.containing(""));
  }

  @Test
  void in_the_box_a_bare_word_is_a_part_of_a_file_name() {
    assertThat(typed("report")).isEqualTo(matches(Column.FILE_NAME, "*report*"));
    assertThat(typed("annual report"))
        .isEqualTo(
            and(matches(Column.FILE_NAME, "*annual*"), matches(Column.FILE_NAME, "*report*")));
    assertThat(typed("\"annual report\" tag:a"))
        .isEqualTo(and(matches(Column.FILE_NAME, "*annual report*"), A));
    assertThat(typed("*.exe")).isEqualTo(matches(Column.FILE_NAME, "*.exe"));
    assertThat(typed("0".repeat(40))).isEqualTo(new Query.HasHash("0".repeat(40)));
  }

  @Test
  void the_box_takes_1024_characters_and_an_api_7000() {
    String box = "tag:" + "a".repeat(1020);
    assertThat(typed(box)).isEqualTo(system("a".repeat(1020)));
    String api = "tag:" + "a".repeat(6996);
    assertThat(parse(api)).isEqualTo(system("a".repeat(6996)));
  }

  /** The queries of published clients that ask only for what Earmark knows. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "tag-user:one_tag classification:malicious",
        "filetype:email tag:email-attachment",
        "classification:[malicious, suspicious]",
        "classification:malicious AND NOT threatname:*.Virus*",
        "firstseen:[2025-02-20T00:00:00Z TO *]",
        "size:[0 TO *]",
        "available:TRUE",
        "sampletype:PE/Exe",
        "tag:entropy-high",
        "TAG:ENTROPY-HIGH",
        "tag:indicator-*",
        "tag:protection-???",
        "tag-user:TAG1",
        "tag-user:\"test tag\"",
        "tag:contains-pe AND NOT tag:encrypted",
        "tag:[ricc,password]",
        "tag:antivirus tag:overlay"
      })
  void a_query_of_a_client_is_read(String text) {
    assertThat(parse(text)).isNotEqualTo(new Query.Everything());
  }

  /** The queries of published clients that ask for what Earmark has no facts about. */
  @Test
  void what_nothing_is_known_of_is_read_and_finds_nothing() {
    Query nothing = not(new Query.Everything());
    for (Keyword keyword : Keyword.values()) {
      if (Keyword.known().contains(keyword)) continue;
      assertThat(parse(keyword.example())).as(keyword.text()).isEqualTo(nothing);
      assertThat(keyword.help()).contains("it is read, and finds nothing");
    }
    assertThat(parse("threatlevel:[0 TO 2]")).isEqualTo(nothing);
    assertThat(parse("(document-author:\"x y\" OR document-title:z)"))
        .isEqualTo(or(nothing, nothing));
    assertThat(parse("av-count:5 available:TRUE"))
        .isEqualTo(and(nothing, matches(Column.AVAILABLE, "true")));
    assertThat(parse("NOT cert-serial:0102")).isEqualTo(not(nothing));
  }

  @Test
  void facts_are_searched_as_published_queries_do() {
    assertThat(parse("uri:\"https://api.telegram.org/bot*\""))
        .isEqualTo(matches(Column.URI, "https://api.telegram.org/bot*"));
    assertThat(parse("domain:[evil.com,bad.*]"))
        .isEqualTo(or(matches(Column.DOMAIN, "evil.com"), matches(Column.DOMAIN, "bad.*")));
    assertThat(parse("pe-timestamp:[2024-05-01T00:00:00Z TO *]"))
        .isEqualTo(new Query.InRange(Column.PE_TIMESTAMP, 1_714_521_600L, Long.MAX_VALUE));
    assertThat(parse("(pe-import:\"a b.dll\" OR pe-import:c.dll)"))
        .isEqualTo(or(matches(Column.PE_IMPORT, "a b.dll"), matches(Column.PE_IMPORT, "c.dll")));
    assertThat(parse("pdb-path:\"C:\\\\x\\\\*.pdb\""))
        .isEqualTo(parse("PDB:\"C:\\\\x\\\\*.pdb\""))
        .isEqualTo(matches(Column.PDB, "c:\\\\x\\\\*.pdb"));
  }

  @Test
  void the_example_of_every_keyword_is_read_and_written_back() {
    for (Keyword keyword : Keyword.values()) {
      Search search = Search.parse(keyword.example(), Search.API_LENGTH_MAX);
      String written = QueryText.print(search).orElseThrow();
      assertThat(Search.parse(written, Search.API_LENGTH_MAX)).as(written).isEqualTo(search);
    }
  }

  @Test
  void the_nested_part_of_a_published_query_is_read_as_it_is_meant() {
    assertThat(
            parse(
                "((classification:malicious AND tag:email-attachment) OR (tag:email-subject-spam OR"
                    + " tag:email-subject-phishing))"))
        .isEqualTo(
            or(
                and(matches(Column.CLASSIFICATION, "malicious"), system("email-attachment")),
                or(system("email-subject-spam"), system("email-subject-phishing"))));
    assertThat(
            parse("(classification:malicious AND NOT tag:cert-malformed AND NOT tag:cert-invalid)"))
        .isEqualTo(
            and(
                matches(Column.CLASSIFICATION, "malicious"),
                not(system("cert-malformed")),
                not(system("cert-invalid"))));
  }

  @ParameterizedTest
  @EnumSource
  void the_example_of_a_keyword_can_be_searched(Keyword keyword) {
    assertThat(keyword.example()).startsWith(keyword.text() + ":");
    Search.parse(keyword.example(), Search.API_LENGTH_MAX);
    for (String name : keyword.names()) {
      assertThat(Keyword.find(name.toUpperCase(Locale.ROOT))).contains(keyword);
    }
  }

  @Test
  void the_doors_are_those_of_the_ledger() {
    assertThat(Keyword.Tagging.DOORS)
        .containsExactlyElementsOf(
            Arrays.stream(Via.values()).map(via -> via.name().toLowerCase(Locale.ROOT)).toList());
  }

  @Test
  void folding_a_folded_name_changes_nothing() {
    for (String name : List.of("J\u030c", "\u0130", "\u1e9e", "\u212a", "A\u030a", "\u03a3")) {
      assertThat(Query.fold(Query.fold(name))).isEqualTo(Query.fold(name));
    }
  }
}
