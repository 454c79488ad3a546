import type { Kind, SampleFilter } from "./api";

/** Searches as text: what the filters of the page are in the language that `docs/search.md` describes. */

const PLAIN = /^[A-Za-z0-9._/-]+$/;
const OPERATOR = /^(AND|OR|NOT|TO)$/;

/** A value that finds this very text, in quotes if it has to be. */
export function value(text: string): string {
  if (PLAIN.test(text) && !OPERATOR.test(text)) return text;
  return `"${text.replace(/["\\*?]/g, "\\$&")}"`;
}

export function tagTerm(kind: Kind, name: string): string {
  return `${kind === "user" ? "tag-user" : "tag"}:${value(name)}`;
}

/** The search that a filter is; empty for every sample. */
export function searchOf({ q, tag, kind }: SampleFilter): string {
  return tag !== undefined && kind !== undefined ? tagTerm(kind, tag) : (q ?? "");
}

/** What is listed: without a search, what somebody submitted. A search finds extracted files too. */
export function listed(filter: SampleFilter): SampleFilter {
  return filter.q === undefined && filter.tag === undefined ? { ...filter, q: "submitted:true" } : filter;
}

/** `#text` as a term that other terms can stand beside; anything else as it is. */
function spelledOut(search: string): string {
  if (!search.startsWith("#")) return search;
  const part = search.slice(1).trim().replace(/["\\*?]/g, "\\$&");
  if (part === "") return "tag-any:*";
  return PLAIN.test(part) ? `tag-any:*${part}*` : `tag-any:"*${part}*"`;
}

/** The words of a search, quoted ones whole. */
const WORDS = /(?:[^\s"\\]|\\.|"(?:[^"\\]|\\.)*"?|\\$)+/g;

const isAsOf = (word: string) => /^as-of:/i.test(word);

/** Without the past moment of which it speaks, and the AND that joined it. */
export function withoutAsOf(search: string): string {
  const words = search.match(WORDS) ?? [];
  const at = words.findIndex(isAsOf);
  if (at < 0) return search;
  if (words[at - 1] === "AND") words.splice(at - 1, 2);
  else words.splice(at, words[at + 1] === "AND" ? 2 : 1);
  return words.join(" ");
}

/** The same samples, but only those with one more tag. */
export function narrowed(filter: SampleFilter, kind: Kind, name: string): SampleFilter {
  const term = tagTerm(kind, name);
  const search = spelledOut(searchOf(filter));
  const rest = withoutAsOf(search);
  const moment = (search.match(WORDS) ?? []).find(isAsOf);
  // parentheses, since OR binds more loosely than the blank, and so that a tag-by speaks of what it spoke of before
  const needsParentheses = /(^|[\s)])(OR|tag-(by|at|via|op):)/i.test(rest);
  const q = [moment, needsParentheses ? `(${rest})` : rest, term].filter((part) => part !== undefined && part !== "");
  return { q: q.join(" "), ...(filter.sort === undefined ? {} : { sort: filter.sort }) };
}

/** Where a refusal says that a search can't be understood, counted from 0; null if it names no place. */
export function problemAt(message: string): number | null {
  const found = /^Position ([0-9]+):/.exec(message);
  return found ? Number(found[1]) - 1 : null;
}
