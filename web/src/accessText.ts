import type { Grant, Right } from "./api";

/** The rights that can be given together, from least to most. */
export const LEVELS = [
  { value: "read", label: "View Only" },
  { value: "read,create", label: "Submission Access" },
  { value: "read,update", label: "View and edit" },
  { value: "read,create,update", label: "Full Access" },
] as const;

export type Level = (typeof LEVELS)[number]["value"];

const ORDER: readonly Right[] = ["read", "create", "update"];

/** The level of rights, in whatever order they are named. */
export function levelOf(rights: readonly Right[]): Level {
  const value = ORDER.filter((right) => rights.includes(right)).join(",");
  return LEVELS.find((level) => level.value === value)?.value ?? "read";
}

export function rightsOf(level: Level): Right[] {
  return level.split(",") as Right[];
}

/** Whose rights: as a value that tells users from groups, and that can be read back. */
export type HolderKey = `user ${string}` | `group ${string}`;

export function holderOf(grant: Pick<Grant, "user" | "group">): HolderKey {
  return grant.user !== null ? `user ${grant.user}` : `group ${grant.group ?? ""}`;
}

/** The holder as a request names it. */
export function named(holder: HolderKey): { user: string } | { group: string } {
  const at = holder.indexOf(" ");
  const name = holder.slice(at + 1);
  return holder.startsWith("user ") ? { user: name } : { group: name };
}

/** Those of a list whose name contains what was typed, in any case. */
export function fitting<T extends { name: string }>(all: readonly T[], typed: string): T[] {
  const part = typed.trim().toLowerCase();
  return all.filter((one) => one.name.toLowerCase().includes(part));
}
