import type { Sample, Samples } from "./api";
import { count, plainName } from "./format";

/** Which samples a dialog is about: some in the list, or all that a search finds. */
export type Target = { samples: Sample[] } | { query: string; total: number };

/** The samples as a request names them. */
export function samplesOf(target: Target): Samples {
  return "query" in target
    ? { query: target.query, expected: target.total }
    : { samples: target.samples.map((sample) => sample.sha256) };
}

/** The samples in words. */
export function subjectOf(target: Target): string {
  if ("query" in target) return `All ${count(target.total)} samples found`;
  return target.samples.length === 1 ? plainName(target.samples[0]!.name) : `${count(target.samples.length)} samples`;
}

/** What can be done with samples besides changing their tags. */
export type Action = "classify" | "reanalyse" | "delete";
