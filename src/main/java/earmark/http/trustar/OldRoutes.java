package earmark.http.trustar;

import earmark.access.Caller;
import earmark.http.Answer;
import earmark.http.Call;
import earmark.http.Route;
import earmark.ledger.Via;
import earmark.report.ReportFilter;
import earmark.report.ReportRef;
import earmark.report.ReportSearch;
import earmark.report.ReportTags;
import earmark.tag.IntelTagName;
import earmark.tag.TagCharacters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What API 1.2 has of tags: tags of reports were in an enclave then, and told how often they were
 * given. They are in the report's enclave now, whichever one a client names.
 */
final class OldRoutes {
  /** So many tags of an enclave are counted, the most frequent ones. */
  private static final int TAGS_MAX = 100_000;

  private final ReportRoutes reports;
  private final ReportListRoutes lists;
  private final ReportTags tags;
  private final ReportSearch search;
  private final TagCharacters characters;

  OldRoutes(
      ReportRoutes reports,
      ReportListRoutes lists,
      ReportTags tags,
      ReportSearch search,
      TrustarRules rules) {
    this.reports = reports;
    this.lists = lists;
    this.tags = tags;
    this.search = search;
    this.characters = rules.characters();
  }

  List<Route> routes() {
    return List.of(
        Route.get("/enclave-tags", Route.Needs.USER, this::listAll),
        Route.get(
            "/reports", Route.Needs.USER, call -> lists.latest(call, Parameters.Unit.SECONDS)),
        Route.get("/reports/{id...}", Route.Needs.USER, reports::get),
        Route.delete("/reports/{id...}", Route.Needs.USER, reports::delete),
        Route.get("/report/{id...}", Route.Needs.USER, reports::get),
        Route.delete("/report/{id...}", Route.Needs.USER, reports::delete),
        Route.get("/reports/{id...}/enclave-tags", Route.Needs.USER, this::list),
        Route.post("/reports/{id...}/enclave-tags", Route.Needs.USER, this::add),
        Route.delete("/reports/{id...}/enclave-tags", Route.Needs.USER, this::remove));
  }

  /**
   * A tag of a report.
   *
   * @param count how many reports of the enclave carry it
   */
  record CountedTag(String guid, String name, long count, String enclaveId) {}

  /** On how many reports of an enclave each of its tags is, or each that stands beside one. */
  private Map<String, Integer> counts(Caller caller, String enclave, Set<String> beside) {
    ReportFilter filter =
        new ReportFilter(
            Optional.empty(),
            Set.of(enclave),
            beside,
            Set.of(),
            Optional.empty(),
            Optional.empty());
    return search.facets(caller, filter, TAGS_MAX).stream()
        .collect(Collectors.toMap(ReportSearch.Counted::name, ReportSearch.Counted::count));
  }

  private static CountedTag counted(Map<String, Integer> counts, String name, String enclave) {
    return new CountedTag(name, name, counts.getOrDefault(name, 0), enclave);
  }

  private Answer list(Call call) {
    Caller caller = call.caller();
    ReportTags.Tagged tagged = tags.tags(caller, ReportRefs.of(call), Optional.empty());
    String enclave = tagged.report().enclave();
    Map<String, Integer> counts = counts(caller, enclave, Set.of());
    return Answer.json(
        200, tagged.tags().stream().map(name -> counted(counts, name, enclave)).toList());
  }

  private Answer listAll(Call call) {
    Caller caller = call.caller();
    Map<String, Map<String, Integer>> counts = new HashMap<>();
    List<CountedTag> all = new ArrayList<>();
    for (ReportTags.InUse tag : tags.all(caller, EnclaveIds.of(new Parameters(call)))) {
      String enclave = tag.enclave();
      all.add(
          counted(
              counts.computeIfAbsent(enclave, _ -> counts(caller, enclave, Set.of())),
              tag.name(),
              enclave));
    }
    return Answer.json(200, all);
  }

  private Answer add(Call call) {
    IntelTagName name = characters.name(new Parameters(call).required("name"));
    return alter(call, name.text(), Set.of(name), Set.of());
  }

  private Answer remove(Call call) {
    String name = new Parameters(call).required("name");
    return alter(call, IntelTagName.canonical(name), Set.of(), Set.of(name));
  }

  private Answer alter(Call call, String name, Set<IntelTagName> add, Set<String> remove) {
    ReportRef ref = ReportRefs.of(call);
    ReportTags.Altered altered =
        tags.alter(
            call.caller(),
            Via.TRUSTAR,
            ref,
            new ReportTags.Edit(add, remove, Optional.empty()),
            Optional.empty());
    String enclave = altered.report().enclave();
    return Answer.json(200, counted(counts(call.caller(), enclave, Set.of(name)), name, enclave));
  }
}
