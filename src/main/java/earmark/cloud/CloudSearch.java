package earmark.cloud;

import earmark.refusal.Refusal;
import earmark.sample.Finder;
import earmark.search.Order;
import earmark.search.Query;
import earmark.search.Search;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Searches the cloud, if there is one. Safe for any thread. */
public final class CloudSearch {
  public static final String NOT_CONFIGURED = "No cloud is configured.";

  private final Optional<Cloud> cloud;
  private final Finder finder;

  public CloudSearch(Optional<Cloud> cloud, Finder finder) {
    this.cloud = cloud;
    this.finder = finder;
  }

  /**
   * What a search came to.
   *
   * @param found what the cloud answered
   * @param here the SHA-256 hashes of those found that are on this appliance already
   * @param note about what of the search was not asked, for people
   */
  public record Answer(Cloud.Found found, Set<String> here, Optional<String> note) {}

  /** What the cloud is called, if there is one. */
  public Optional<String> name() {
    return cloud.map(Cloud::name);
  }

  /** How many samples a page may have at most. */
  public int pageMax() {
    return cloud.map(Cloud::pageMax).orElse(100);
  }

  /** One page of what the cloud has. */
  public Answer search(Search search, Order order, int page, int limit) {
    return search(search, Optional.empty(), order, page, limit);
  }

  /**
   * One page of what the cloud has, waiting for it; without it, if nothing there can fit.
   *
   * @param condition one more that holds, such as when they were first seen
   * @param page from 1
   * @throws Refusal.Invalid if a page is larger than allowed
   */
  public Answer search(Search search, Optional<Query> condition, Order order, int page, int limit) {
    if (page < 1 || limit < 1 || limit > pageMax()) {
      throw new Refusal.Invalid("A page of the cloud has 1 to " + pageMax() + " samples.");
    }
    Outgoing some = Outgoing.of(search);
    Outgoing outgoing = condition.isPresent() ? some.and(condition.get()) : some;
    if (outgoing.isNothing()) return none(Cloud.Found.Page.NONE, outgoing.note());
    if (cloud.isEmpty()) {
      return none(new Cloud.Found.Unavailable(NOT_CONFIGURED), outgoing.note());
    }
    Cloud.Found found = cloud.get().search(new Cloud.Ask(outgoing.query(), order, page, limit));
    Set<String> here =
        found instanceof Cloud.Found.Page(_, List<CloudSample> samples, _)
            ? here(samples)
            : Set.of();
    return new Answer(found, here, outgoing.note());
  }

  private static Answer none(Cloud.Found found, Optional<String> note) {
    return new Answer(found, Set.of(), note);
  }

  private Set<String> here(List<CloudSample> samples) {
    return finder.known(
        samples.stream()
            .map(CloudSample::sha256)
            .filter(sha256 -> !sha256.isEmpty())
            .collect(Collectors.toSet()));
  }
}
