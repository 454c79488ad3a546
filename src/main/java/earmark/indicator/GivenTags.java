package earmark.indicator;

import java.util.List;
import java.util.OptionalLong;

/**
 * What giving tags to indicators in an enclave did, or would do.
 *
 * @param operation the number of the operation; absent if there was nothing to change, or it was
 *     only looked at
 * @param indicators how many indicators it was about, whether they changed or not
 * @param arrived how many of them were not known in the enclave before
 * @param results for each tag, in the order of the wishes
 */
public record GivenTags(OptionalLong operation, int indicators, int arrived, List<Result> results) {
  public GivenTags {
    results = List.copyOf(results);
  }

  /** What happened to one tag: how many indicators got it, and how many had it there already. */
  public record Result(String name, int changed, int unchanged) {}
}
