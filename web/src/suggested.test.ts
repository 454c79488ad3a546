import { describe, expect, it } from "vitest";
import { aboutTag, differsIn, stillMatches } from "./suggested";

const inUse = { kind: "user", name: "apt28", count: 3 } as const;
const term = { kind: "user", name: "actor/-APT 28", count: 0, suggested: true, original: 'misp-galaxy:actor="APT 28"', about: "" } as const;

describe("a suggestion of before", () => {
  it("stays while its name fits", () => expect(stillMatches(inUse, "PT2", "p")).toBe(true));
  it("goes when its name fits no more", () => expect(stillMatches(inUse, "px", "p")).toBe(false));
  it("of a vocabulary stays while its original fits", () => expect(stillMatches(term, "galaxy:a", "g")).toBe(true));
  it("of a vocabulary stays while what was asked is what is typed", () => expect(stillMatches(term, "Sofacy", "sofacy")).toBe(true));
  it("of a vocabulary goes when something else is typed", () => expect(stillMatches(term, "sofacyx", "sofacy")).toBe(false));
});

it("tells what a vocabulary says", () => {
  expect(aboutTag(inUse)).toBeUndefined();
  expect(aboutTag(term)).toBe('misp-galaxy:actor="APT 28"');
  expect(aboutTag({ ...term, about: "A group." })).toBe('misp-galaxy:actor="APT 28" – A group.');
});

it("says in what names differ", () => expect(differsIn("edit")).toBe("differs only in one letter"));
