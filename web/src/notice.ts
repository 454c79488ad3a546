import type { TagChange } from "./api";
import { count } from "./format";

export interface Notice {
  title: string;
  lines: string[];
  /** Something asked for was not done. */
  warn: boolean;
}

const NAMES_SHOWN = 6;

/** What the notification says after a save. Tags to which the same happened share a line. */
export function tagNotice(changes: TagChange[]): Notice {
  const lines = new Map<string, string[]>();
  const say = (sentence: string, name: string) => lines.set(sentence, [...(lines.get(sentence) ?? []), name]);
  for (const { name, action, changed, unchanged, skipped } of changes) {
    const already = changed > 0 && unchanged > 0;
    if (action === "add") {
      if (changed > 0) say(`Added @ to ${samples(changed)}${already ? `; had it already: ${count(unchanged)}` : ""}`, name);
      else if (unchanged > 0) say(`Already there: @ on ${samples(unchanged)}`, name);
      if (skipped > 0) {
        say(`Skipped @ on ${samples(skipped)}: ${skipped === 1 ? "it has" : "they have"} that System Tag`, name);
      }
    } else if (changed > 0) {
      say(`Removed @ from ${samples(changed)}`, name);
    } else {
      say("Was gone already: @", name);
    }
  }
  return {
    title: changes.some((change) => change.changed > 0) ? "Tags changed" : "No tags changed",
    lines: [...lines].map(([sentence, names]) => sentence.replace("@", () => list(names))),
    warn: changes.some((change) => change.skipped > 0),
  };
}

function samples(number: number): string {
  return `${count(number)} ${number === 1 ? "sample" : "samples"}`;
}

function list(names: string[]): string {
  const hidden = names.length - NAMES_SHOWN;
  return hidden > 1 ? `${names.slice(0, NAMES_SHOWN).join(", ")} and ${hidden} more` : names.join(", ");
}
