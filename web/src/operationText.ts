import type { Door, Operation, OperationTag, OperationVerdict } from "./api";

/** What the page says of operations. */

const DOOR_NAMES: Record<Door, string> = {
  ui: "page",
  api: "API",
  cli: "command line",
  spectra: "Spectra API",
  analysis: "analysis",
  trustar: "TruSTAR API",
};

/** The door through which an operation came in, in words. */
export function doorName(door: Door): string {
  return DOOR_NAMES[door] ?? door;
}

const HEADINGS: Record<string, string> = {
  tagged: "Tags changed",
  arrived: "Arrived",
  gone: "Deleted",
  classified: "Classified",
  described: "Described",
  renamed: "Tag renamed",
  merged: "Tags merged",
  deleted: "Tag deleted everywhere",
};

/** What kind of operation it was, in a few words. */
export function heading({ what, undoes }: Pick<Operation, "what" | "undoes">): string {
  if (undoes !== null) return `Undid operation ${undoes}`;
  return HEADINGS[what] ?? what;
}

/** What an operation says that samples are: "malicious 10, Win32.Trojan.Delf". */
export function verdictText({ classification, riskScore, threatName }: OperationVerdict): string {
  const score = riskScore === undefined ? "" : ` ${riskScore}`;
  return `${classification}${score}${threatName === undefined ? "" : `, ${threatName}`}`;
}

/** Tags with which the same was done on as many samples. */
export interface Deed {
  does: "added" | "removed";
  tags: Pick<OperationTag, "kind" | "name">[];
  samples: number;
}

/** What an operation did to tags; those that it left as they were are left out. */
export function deeds(tags: OperationTag[]): Deed[] {
  const found = new Map<string, Deed>();
  for (const { kind, name, added, removed } of tags) {
    for (const [does, samples] of [["added", added], ["removed", removed]] as const) {
      if (samples === 0) continue;
      const key = `${does} ${samples}`;
      const deed = found.get(key) ?? { does, tags: [], samples };
      deed.tags.push({ kind, name });
      found.set(key, deed);
    }
  }
  return [...found.values()];
}
