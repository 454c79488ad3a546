import type { Classified, TagChange, TagReplacement } from "./api";
import { count, samples } from "./format";
import type { Difference } from "./tagEdit";

/** What a preview says of one tag. */
export interface PreviewLine {
  name: string;
  text: string;
  /** Something asked for will not be done. */
  warn: boolean;
}

/** What a change would do, tag by tag: "12 get it, 3 have it, 1 skipped: System Tag". */
export function previewLines(changes: TagChange[]): PreviewLine[] {
  return changes.map(({ name, action, changed, unchanged, skipped }) => {
    const parts =
      action === "add"
        ? [
            changed > 0 && `${count(changed)} ${changed === 1 ? "gets" : "get"} it`,
            unchanged > 0 && `${count(unchanged)} ${unchanged === 1 ? "has" : "have"} it`,
            skipped > 0 && `${count(skipped)} skipped: System Tag`,
          ]
        : [
            changed > 0 && `${count(changed)} ${changed === 1 ? "loses" : "lose"} it`,
            unchanged > 0 && `${count(unchanged)} ${unchanged === 1 ? "is" : "are"} without it`,
          ];
    return { name, text: parts.filter((part) => part !== false).join(", ") || "no sample", warn: skipped > 0 };
  });
}

/** What a classification would do. */
export function classifyLines({ changed, unchanged, propagated }: Classified): PreviewLine[] {
  const parts = [
    changed > 0 && `${count(changed)} ${changed === 1 ? "changes" : "change"}`,
    unchanged > 0 && `${count(unchanged)} ${unchanged === 1 ? "is" : "are"} so already`,
  ].filter((part) => part !== false);
  const lines = [{ name: "Classification", text: parts.join(", ") || "no sample", warn: false }];
  if (propagated > 0) lines.push({ name: "Containers", text: `it follows for ${samples(propagated)}`, warn: false });
  return lines;
}

/** What an undo would do, tag by tag, then with classifications. */
export function undoLines(changes: TagChange[], verdicts = { changed: 0, unchanged: 0 }): PreviewLine[] {
  const lines = undoTagLines(changes);
  if (verdicts.changed + verdicts.unchanged > 0) {
    const parts = [
      verdicts.changed > 0 && `as before on ${samples(verdicts.changed)}`,
      verdicts.unchanged > 0 && `left alone on ${count(verdicts.unchanged)}: changed since, or gone`,
    ].filter((part) => part !== false);
    lines.push({ name: "Classification", text: parts.join(", "), warn: verdicts.unchanged > 0 });
  }
  return lines;
}

function undoTagLines(changes: TagChange[]): PreviewLine[] {
  const byName = new Map<string, { parts: string[]; left: number; skipped: number }>();
  for (const { name, action, changed, unchanged, skipped } of changes) {
    const line = byName.get(name) ?? { parts: [], left: 0, skipped: 0 };
    if (changed > 0) line.parts.push(action === "add" ? `back on ${samples(changed)}` : `off ${samples(changed)}`);
    line.left = Math.max(line.left, unchanged);
    line.skipped = Math.max(line.skipped, skipped);
    byName.set(name, line);
  }
  return [...byName].map(([name, { parts, left, skipped }]) => {
    const all = [...parts];
    if (left > 0) all.push(`left alone on ${count(left)}: changed since`);
    if (skipped > 0) all.push(`skipped on ${count(skipped)}: gone, or System Tag`);
    return { name, text: all.join(", ") || "nothing to do", warn: left > 0 || skipped > 0 };
  });
}

/** Longer names would make the button wider than the dialog. */
const NAME_MAX = 24;

function things(names: string[]): string {
  const [name = ""] = names;
  return names.length === 1 && name.length <= NAME_MAX ? name : `${names.length} ${names.length === 1 ? "tag" : "tags"}`;
}

function reach(changes: TagChange[], action: TagChange["action"]): string | null {
  const numbers = changes.filter((change) => change.action === action).map((change) => change.changed);
  if (numbers.length === 0) return null;
  const most = Math.max(...numbers);
  return `${numbers.every((number) => number === most) ? "" : "up to "}${samples(most)}`;
}

/**
 * What the Save button of several samples will do. Without an answer of the server it names the
 * tags alone.
 */
export function saveLabel({ add, remove }: Difference, changes: TagChange[] | undefined): string {
  if (add.length === 0 && remove.length === 0) return "Save";
  if (changes && changes.every((change) => change.changed === 0)) return "Save: nothing to change";
  const to = changes ? reach(changes, "add") : null;
  const from = changes ? reach(changes, "remove") : null;
  if (remove.length === 0) return `Add ${things(add)}${to === null ? "" : ` to ${to}`}`;
  if (add.length === 0) return `Remove ${things(remove)}${from === null ? "" : ` from ${from}`}`;
  const most = changes ? Math.max(...changes.map((change) => change.changed)) : 0;
  return `Add ${things(add)}, remove ${things(remove)}${changes ? `: up to ${samples(most)}` : ""}`;
}

/** What the button of a dialog says that changes a tag everywhere. */
export function replaceLabel({ action, tag }: TagReplacement, changes: TagChange[] | undefined): string {
  const verb = { rename: "Rename", merge: "Merge", delete: "Delete" }[action];
  const taken = changes?.find((change) => change.action === "remove" && change.name === tag);
  return taken ? `${verb} on ${samples(taken.changed)}` : verb;
}
