import { expect, it } from "vitest";
import type { Completions } from "./api";
import { completed, isBareWord, stillFitting } from "./completing";

const tags = (from: number, ...texts: string[]): Completions => ({
  from,
  expects: "tag",
  proposals: texts.map((text) => ({ text })),
});

it("what still fits of an answer is shown while the next is awaited", () => {
  const answer = tags(4, "packed", '"test pack"', "signed");
  expect(stillFitting(answer, "tag:", "tag:")).toBe(answer);
  expect(stillFitting(answer, "tag:", "tag:PACK")?.proposals.map(({ text }) => text)).toEqual(["packed", '"test pack"']);
  expect(stillFitting(answer, "tag:", 'tag:"test p')?.proposals.map(({ text }) => text)).toEqual(['"test pack"']);
});

it("an answer about another word is not shown", () => {
  expect(stillFitting(tags(4, "packed"), "tag:p", "size:1")).toBeNull();
  expect(stillFitting(tags(4, "packed"), "tag:p", "ta")).toBeNull();
  expect(stillFitting(tags(0, "tag:", "tag-user:"), "ta", "tag:p")).toBeNull();
});

it("a proposal takes the place of the word before the caret", () => {
  expect(completed("ta", 2, 0, { text: "tag-user:" })).toEqual({ text: "tag-user:", caret: 9 });
  expect(completed("tag:pa", 6, 4, { text: "packed" })).toEqual({ text: "tag:packed ", caret: 11 });
  expect(completed("tag:pa size:1", 6, 4, { text: "packed" })).toEqual({ text: "tag:packed size:1", caret: 10 });
  expect(completed("(tag:pa)", 7, 5, { text: "packed" })).toEqual({ text: "(tag:packed)", caret: 11 });
  expect(completed("tag:[a, pa", 10, 8, { text: "packed" })).toEqual({ text: "tag:[a, packed", caret: 14 });
});

it.each([
  ["invoice", true],
  ["invoice.pdf", true],
  ["two words", false],
  ["tag:packed", false],
  ["#tag", false],
  ["*.exe", false],
  ["", false],
])("%j is a bare word: %s", (text, yes) => expect(isBareWord(text)).toBe(yes));
