package earmark.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A report as one of its readers sees it.
 *
 * @param number its number in the ledger, for the rooms alone: it counts what the caller can't see
 * @param guid its id, a UUID in lower case, which it keeps for life
 * @param enclave the id of the one enclave that it is in
 * @param externalId what its submitter calls it, unique in its enclave
 * @param externalUrl where it comes from
 * @param body absent in lists that leave it out
 * @param timeBegan when what it tells of began
 * @param created when it was submitted
 * @param updated when it last changed, tags included, to the millisecond; no two reports of an
 *     enclave changed at the same
 * @param tags the names of its tags, sorted
 */
public record Report(
    int number,
    String guid,
    String enclave,
    Optional<String> externalId,
    Optional<String> externalUrl,
    String title,
    Optional<String> body,
    Instant timeBegan,
    Instant created,
    Instant updated,
    List<String> tags) {
  public Report {
    tags = List.copyOf(tags);
  }
}
