package earmark.http.spectra;

import earmark.refusal.Refusal;
import earmark.search.Column;
import earmark.search.Order;
import earmark.search.Search;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a client searches for.
 *
 * @param page counted from 1
 * @param cloud if cloud samples are asked for instead of those that are here
 */
record SearchRequest(
    Search search, Order order, int page, int recordsPerPage, Optional<InCloud> cloud) {
  /**
   * A search of the cloud.
   *
   * @param start the later of two moments between which samples were first seen there
   * @param end the earlier
   */
  record InCloud(Optional<Instant> start, Optional<Instant> end) {}

  /** How many results can be walked through. Source: TCA-0320. */
  private static final int DEPTH_MAX = 100_000;

  private static final int RECORDS_PER_PAGE = 20;
  private static final Map<String, Column> SORTS = new LinkedHashMap<>();

  static {
    SORTS.put("sha1", Column.SHA1_HEAD);
    SORTS.put("firstseen", Column.FIRST_SEEN);
    SORTS.put("threatname", Column.THREAT_NAME);
    SORTS.put("sampletype", Column.SAMPLE_TYPE);
    SORTS.put("filecount", Column.FILE_COUNT);
    SORTS.put("size", Column.SIZE_BYTES);
  }

  /**
   * Reads a request.
   *
   * @param recordsPerPageMax how many records a page may have
   * @param dated whether a search of the cloud needs two dates
   */
  static SearchRequest read(Body body, int recordsPerPageMax, boolean dated) {
    if (!(body instanceof Body.OfJson)) {
      throw new Refusal.Invalid("The body must be a JSON object; a search takes no form.");
    }
    String query =
        body.text("query")
            .filter(text -> !text.isBlank())
            .orElseThrow(
                () -> new Refusal.Invalid("\"query\" is required, such as tag-user:apt28."));
    boolean cloud = body.flag("ticloud");
    InCloud dates = dated ? dates(body, cloud) : new InCloud(Optional.empty(), Optional.empty());
    int page = body.number("page", 1, 999_999_999);
    int recordsPerPage = body.number("records_per_page", RECORDS_PER_PAGE, recordsPerPageMax);
    Search search = Search.parse(query, Search.API_LENGTH_MAX);
    Order order = order(body.text("sort").orElse("firstseen desc"));
    if ((long) page * recordsPerPage > DEPTH_MAX) throw new Refusal.Invalid("Max limit reached");
    return new SearchRequest(
        search, order, page, recordsPerPage, cloud ? Optional.of(dates) : Optional.empty());
  }

  /** How many results stand before the page. */
  int skipped() {
    return (page - 1) * recordsPerPage;
  }

  private static Order order(String text) {
    String[] parts = text.strip().toLowerCase(Locale.ROOT).split("\\s+", -1);
    Column column = SORTS.get(parts[0]);
    String way = parts.length == 1 ? "desc" : parts[1];
    if (column == null || parts.length > 2 || !way.matches("asc|desc")) {
      throw new Refusal.Invalid(
          "\"sort\" must be one of "
              + String.join(", ", SORTS.keySet())
              + ", then a blank and asc or desc.");
    }
    return new Order(new Order.By.Value(column), way.equals("desc"));
  }

  /** The search goes back in time, so it starts at the later date. */
  private static InCloud dates(Body body, boolean cloud) {
    Optional<Instant> start = date(body, "start_search_date");
    Optional<Instant> end = date(body, "end_search_date");
    if (cloud && (start.isEmpty() || end.isEmpty())) {
      throw new Refusal.Invalid(
          "\"start_search_date\" and \"end_search_date\" are required to search the cloud: the"
              + " later and the earlier date.");
    }
    if (start.isPresent() && end.isPresent() && start.get().isBefore(end.get())) {
      throw new Refusal.Invalid(
          "\"start_search_date\" must be the later date and \"end_search_date\" the earlier one.");
    }
    return new InCloud(start, end);
  }

  private static Optional<Instant> date(Body body, String name) {
    Optional<String> text = body.text(name).filter(given -> !given.isBlank());
    try {
      return text.map(String::strip)
          .map(given ->
              given.length() == "YYYY-MM-DD".length()
                  ? LocalDate.parse(given).atStartOfDay(ZoneOffset.UTC).toInstant()
                  : Instant.parse(given));
    } catch (DateTimeParseException e) {
      throw new Refusal.Invalid("\"" + name + "\" must be YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.");
    }
  }
}
