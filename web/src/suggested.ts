import type { SuggestedTag } from "./api";

/**
 * Whether a suggestion for the text `asked` still fits what is typed now. A term of a vocabulary may
 * have been found by a name that is not told, so it fits as long as nothing else is typed.
 */
export function stillMatches(tag: SuggestedTag, typed: string, asked: string): boolean {
  const part = typed.toLowerCase();
  if ([tag.name, tag.original ?? ""].some((name) => name.toLowerCase().includes(part))) return true;
  return tag.original !== undefined && part === asked.toLowerCase();
}

/** What a vocabulary says of a tag, in words; nothing if none knows it. */
export function aboutTag(tag: SuggestedTag): string | undefined {
  if (tag.original === undefined) return undefined;
  return [tag.original, tag.about].filter((text) => text).join(" – ");
}

const WHY = {
  case: "only in capitals",
  separator: "only in separators",
  "look-alike": "only in letters that look alike",
  edit: "only in one letter",
} as const;

/** In what a new name differs from a tag in use. */
export function differsIn(why: keyof typeof WHY): string {
  return `differs ${WHY[why]}`;
}
