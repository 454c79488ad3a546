import { tagProblem } from "./tags";

/**
 * A tag in the Edit tags dialog. `had` is how many of the samples carried it when the dialog opened;
 * `toAll` says that the user wants it on every one of them.
 */
export interface Chip {
  name: string;
  had: number;
  toAll: boolean;
}

/** The User Tags of the samples together, each with how many carry it, by name. */
export function openingChips(userTags: string[][]): Chip[] {
  const counts = new Map<string, number>();
  for (const names of userTags) {
    for (const name of new Set(names)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .map(([name, had]) => ({ name, had, toAll: false }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The chips with these names wanted on all samples: new ones at the end, those already there in place. */
export function withTags(chips: Chip[], names: string[], opening: Chip[]): Chip[] {
  const wanted = new Set(names);
  const here = new Set(chips.map((chip) => chip.name));
  const added = [...wanted].filter((name) => !here.has(name));
  return [
    ...chips.map((chip) => (wanted.has(chip.name) ? { ...chip, toAll: true } : chip)),
    ...added.map((name) => ({
      name,
      had: opening.find((chip) => chip.name === name)?.had ?? 0,
      toAll: true,
    })),
  ];
}

export interface Difference {
  add: string[];
  remove: string[];
}

/** What saving `chips` changes on `samples` samples: untouched chips stay as they are on each sample. */
export function difference(opening: Chip[], chips: Chip[], samples: number): Difference {
  const kept = new Set(chips.map((chip) => chip.name));
  return {
    add: chips.filter((chip) => chip.toAll && chip.had < samples).map((chip) => chip.name),
    remove: opening.filter((chip) => !kept.has(chip.name)).map((chip) => chip.name),
  };
}

/** The reasons why some of the chips to be added can't be tags. Those there already are never judged. */
export function chipProblems(chips: Chip[]): string[] {
  return chips.flatMap((chip) => (chip.had > 0 ? [] : (tagProblem(chip.name) ?? [])));
}

/** How many of the samples will keep `name` off because they carry a System Tag of that very name. */
export function skippedOn(name: string, systemTags: string[][]): number {
  return systemTags.filter((tags) => tags.includes(name)).length;
}

/** The names that were added and can be tags. */
export function newNames(chips: Chip[], opening: Chip[]): string[] {
  const before = new Set(opening.map((chip) => chip.name));
  return chips.map((chip) => chip.name).filter((name) => !before.has(name) && tagProblem(name) === null);
}
