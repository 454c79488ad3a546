/** Numbers and times as the page shows them. */

const UNITS = ["KiB", "MiB", "GiB", "TiB"];

/** A number with thousands parted: 1,234. */
export function count(number: number): string {
  return number.toLocaleString("en-US");
}

/** "1 sample", "1,234 samples". */
export function samples(number: number): string {
  return `${count(number)} ${number === 1 ? "sample" : "samples"}`;
}

const NAMES_SHOWN = 6;

/** Names in a sentence; of very many the first few, and how many more there are. */
export function list(names: string[]): string {
  const hidden = names.length - NAMES_SHOWN;
  return hidden > 1 ? `${names.slice(0, NAMES_SHOWN).join(", ")} and ${hidden} more` : names.join(", ");
}

/** A size with three digits at most and a binary unit: 512 B, 1.4 KiB, 130 MiB. */
export function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  let value = bytes / 1024;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value < 99.95 ? value.toFixed(1) : value.toFixed(0)} ${UNITS[unit]}`;
}

/** A moment in the reader's time zone: 2026-11-22 14:03. */
export function localTime(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const two = (number: number) => String(number).padStart(2, "0");
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The same to the second: 2026-11-22 14:03:59. */
export function localSecond(iso: string): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? iso : `${localTime(iso)}:${String(at.getSeconds()).padStart(2, "0")}`;
}

/** The first characters of a hash, enough to tell samples apart by eye. */
export function shortHash(hash: string): string {
  return `${hash.slice(0, 12)}…`;
}

/**
 * A file name that can't deceive the eye: characters that turn the direction of writing, or can't be
 * seen at all, are spelled as code points. With U+202E, "exe.gpj" would be read as "jpg.exe".
 */
export function plainName(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => {
    return `[U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}]`;
  });
}
