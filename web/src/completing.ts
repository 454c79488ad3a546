import type { Completions, Proposal } from "./api";

/**
 * What is left of an answer about `asked` while the text before the caret is `typed` already: the
 * proposals that still contain the word, or null if another word is being typed.
 */
export function stillFitting(completions: Completions, asked: string, typed: string): Completions | null {
  if (asked === typed) return completions;
  const { from, proposals } = completions;
  if (typed.length < from || asked.slice(0, from) !== typed.slice(0, from)) return null;
  const word = bare(typed.slice(from)).toLowerCase();
  // behind a keyword stands a value, in a list of values another one
  if (/[:,[\]()]/.test(word)) return null;
  const fitting = proposals.filter((proposal) => bare(proposal.text).toLowerCase().includes(word));
  return { ...completions, proposals: fitting };
}

function bare(value: string): string {
  return value.replace(/["\\]/g, "").trim();
}

/** The text and the caret after a proposal was chosen. */
export function completed(text: string, caret: number, from: number, { text: chosen }: Proposal) {
  const before = text.slice(0, from) + chosen;
  const after = text.slice(caret);
  const inList = before.lastIndexOf("[") > before.lastIndexOf("]");
  const blank = chosen.endsWith(":") || inList || /^[\s)\]]/.test(after) ? "" : " ";
  return { text: before + blank + after, caret: before.length + blank.length };
}

/** A word that is no part of the language: it is looked for in file names, and may be meant for a tag. */
export function isBareWord(text: string): boolean {
  return /^[^\s"()[\]:#*?\\]+$/.test(text);
}
