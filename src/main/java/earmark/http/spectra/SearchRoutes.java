package earmark.http.spectra;

import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Route;
import earmark.sample.Finder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Searching, in the three versions that clients use; they differ in few words. */
public final class SearchRoutes {
  private static final int RECORDS_PER_PAGE_MAX = 100;
  private static final int OLD_RECORDS_PER_PAGE_MAX = 1000;

  private final Finder finder;
  private final Subjects subjects;
  private final CloudEntries cloud;

  public SearchRoutes(Finder finder, Subjects subjects, CloudEntries cloud) {
    this.finder = finder;
    this.subjects = subjects;
    this.cloud = cloud;
  }

  List<Route> routes() {
    return List.of(
        Route.post(
            "/api/samples/v3/search/",
            Route.Needs.USER,
            call -> search(SearchRequest.read(Body.read(call), RECORDS_PER_PAGE_MAX, true), false)),
        Route.post(
            "/api/samples/v2/search/",
            Route.Needs.USER,
            call ->
                search(SearchRequest.read(Body.read(call), RECORDS_PER_PAGE_MAX, false), false)),
        Route.post("/api/samples/search/", Route.Needs.USER, this::oldSearch));
  }

  private Answer oldSearch(Call call) throws IOException {
    return search(SearchRequest.read(Body.read(call), OLD_RECORDS_PER_PAGE_MAX, false), true);
  }

  record Envelope(Service rl) {}

  record Service(Found web_search_api) {}

  record Found(
      long total_count,
      int sample_count,
      boolean more_pages,
      @Nullable Integer next_page,
      boolean end_of_dataset,
      @Nullable String last_search_date,
      List<Map<String, @Nullable Object>> entries) {}

  private Answer search(SearchRequest request, boolean old) {
    if (request.cloud().isPresent()) return answer(request, inTheCloud(request));
    Finder.Page found =
        finder.search(
            request.search(), request.order(), request.skipped(), request.recordsPerPage());
    List<Map<String, @Nullable Object>> entries =
        found.samples().stream().map(tagged -> SearchEntry.of(subjects.of(tagged), old)).toList();
    return answer(request, new CloudEntries.Page(found.total(), found.next().isPresent(), entries));
  }

  private CloudEntries.Page inTheCloud(SearchRequest request) {
    SearchRequest.InCloud dates = request.cloud().orElseThrow();
    return cloud.find(
        request.search(),
        request.order(),
        request.page(),
        request.recordsPerPage(),
        dates.start(),
        dates.end());
  }

  private static Answer answer(SearchRequest request, CloudEntries.Page page) {
    return Answer.json(
        200,
        new Envelope(
            new Service(
                new Found(
                    page.total(),
                    page.entries().size(),
                    page.more(),
                    page.more() ? request.page() + 1 : null,
                    !page.more(),
                    null,
                    page.entries()))));
  }
}
