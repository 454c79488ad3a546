/** The rule for User Tags: 2 to 40 ASCII characters, case-sensitive; the server has the last word. */

const RULE = /^[A-Za-z0-9][A-Za-z0-9 /._-]{1,39}$/;
const ALLOWED = /^[A-Za-z0-9 /._-]$/;

/** The tags in what was typed or pasted: parted by commas or line ends, trimmed, each once. */
export function splitTags(typed: string): string[] {
  const names = typed.split(/[,\r\n]+/).map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ""))];
}

/** What keeps a trimmed name from being a User Tag, or null. */
export function tagProblem(name: string): string | null {
  if (RULE.test(name) && !name.endsWith(" ")) return null;
  const characters = [...name];
  const shown = `“${characters.length > 43 ? `${characters.slice(0, 40).join("")}…` : name}”`;
  const wrong = [...new Set(characters.filter((character) => !ALLOWED.test(character)))];
  if (wrong.length > 0) {
    const list = wrong.slice(0, 5).map(spell).join(" ");
    return `${shown} contains ${list}. Allowed are letters a–z and A–Z, digits, blank and / . _ -`;
  }
  if (characters.length < 2) return `${shown} is too short. A tag has 2 to 40 characters.`;
  if (characters.length > 40) return `${shown} has ${characters.length} characters. A tag has 2 to 40.`;
  return `${shown} must start with a letter or digit, and not end with a blank.`;
}

/** A character that can be seen, or its code point. */
function spell(character: string): string {
  if (/^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character)) return character;
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
}
