import type { Classified, Deleted, TagChange } from "./api";
import { count, list, samples } from "./format";

export interface Notice {
  title: string;
  lines: string[];
  /** Something asked for was not done. */
  warn: boolean;
}

/** Sentences about tags; those of which the same is said share a line. */
class Lines {
  private readonly names = new Map<string, string[]>();

  /** `@` in the sentence stands for the names. */
  say(sentence: string, name: string) {
    this.names.set(sentence, [...(this.names.get(sentence) ?? []), name]);
  }

  all(): string[] {
    return [...this.names].map(([sentence, names]) => sentence.replace("@", () => list(names)));
  }
}

/** What the notification says after a save. */
export function tagNotice(changes: TagChange[]): Notice {
  const lines = new Lines();
  for (const { name, action, changed, unchanged, skipped } of changes) {
    const already = changed > 0 && unchanged > 0;
    if (action === "add") {
      if (changed > 0) {
        lines.say(`Added @ to ${samples(changed)}${already ? `; had it already: ${count(unchanged)}` : ""}`, name);
      } else if (unchanged > 0) {
        lines.say(`Already there: @ on ${samples(unchanged)}`, name);
      }
      if (skipped > 0) {
        lines.say(`Skipped @ on ${samples(skipped)}: ${skipped === 1 ? "it has" : "they have"} that System Tag`, name);
      }
    } else if (changed > 0) {
      lines.say(`Removed @ from ${samples(changed)}`, name);
    } else {
      lines.say("Was gone already: @", name);
    }
  }
  return {
    title: changes.some((change) => change.changed > 0) ? "Tags changed" : "No tags changed",
    lines: lines.all(),
    warn: changes.some((change) => change.skipped > 0),
  };
}

/** What the notification says after samples were classified. */
export function classifiedNotice(what: string, { changed, unchanged, propagated }: Classified): Notice {
  const lines = changed > 0 ? [`${samples(changed)} ${changed === 1 ? "is" : "are"} ${what} now`] : [];
  if (unchanged > 0) lines.push(`${count(unchanged)} ${unchanged === 1 ? "was" : "were"} so before`);
  if (propagated > 0) lines.push(`It follows for ${samples(propagated)} around them`);
  return { title: changed > 0 ? "Classification changed" : "No classification changed", lines, warn: false };
}

/** What the notification says after samples were deleted. */
export function deletedNotice({ samples: gone }: Deleted): Notice {
  return { title: "Deleted", lines: [`${samples(gone)} ${gone === 1 ? "is" : "are"} gone`], warn: false };
}

/** What the notification says after an undo; undoing an undo is to redo. */
export function undoNotice(changes: TagChange[], redo = false, verdicts = { changed: 0, unchanged: 0 }): Notice {
  const lines = new Lines();
  for (const { name, action, changed, unchanged, skipped } of changes) {
    if (changed > 0) {
      const does = { add: redo ? "Put @ on" : "Put @ back on", remove: "Took @ off" }[action];
      lines.say(`${does} ${samples(changed)}`, name);
    }
    if (unchanged > 0) lines.say(`Left @ alone on ${samples(unchanged)}: somebody changed it since`, name);
    if (skipped > 0) lines.say(`Skipped @ on ${samples(skipped)}: gone, or has that System Tag now`, name);
  }
  const nothing = verdicts.changed === 0 && !changes.some((change) => change.changed > 0);
  const classified = [
    verdicts.changed > 0 && `Classification as before on ${samples(verdicts.changed)}`,
    verdicts.unchanged > 0 && `Left the classification alone on ${samples(verdicts.unchanged)}: changed since, or gone`,
  ].filter((line) => line !== false);
  return {
    title: nothing ? `Nothing was left to ${redo ? "redo" : "undo"}` : redo ? "Redone" : "Undone",
    lines: [...lines.all(), ...classified],
    warn: verdicts.unchanged > 0 || changes.some((change) => change.unchanged > 0 || change.skipped > 0),
  };
}
