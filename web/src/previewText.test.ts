import { describe, expect, it } from "vitest";
import type { TagChange } from "./api";
import { classifyLines, previewLines, replaceLabel, saveLabel, undoLines } from "./previewText";

const add = (name: string, changed: number, unchanged = 0, skipped = 0): TagChange => ({
  name,
  action: "add",
  changed,
  unchanged,
  skipped,
});
const remove = (name: string, changed: number, unchanged = 0, skipped = 0): TagChange => ({
  ...add(name, changed, unchanged, skipped),
  action: "remove",
});

it("counts per tag who gets it, has it, and is skipped", () => {
  expect(previewLines([add("apt28", 12, 3, 1), add("x1", 1, 1), remove("old", 1200, 1), add("y1", 0)])).toEqual([
    { name: "apt28", text: "12 get it, 3 have it, 1 skipped: System Tag", warn: true },
    { name: "x1", text: "1 gets it, 1 has it", warn: false },
    { name: "old", text: "1,200 lose it, 1 is without it", warn: false },
    { name: "y1", text: "no sample", warn: false },
  ]);
});

it("counts what an undo does, both ways of a tag on one line", () => {
  expect(undoLines([add("a1", 2, 1), remove("a1", 3, 1), remove("b1", 0, 0, 2), remove("c1", 0)])).toEqual([
    { name: "a1", text: "back on 2 samples, off 3 samples, left alone on 1: changed since", warn: true },
    { name: "b1", text: "skipped on 2: gone, or System Tag", warn: true },
    { name: "c1", text: "nothing to do", warn: false },
  ]);
});

describe("the Save button", () => {
  it.each<[string, string[], string[], TagChange[] | undefined]>([
    ["Save", [], [], undefined],
    ["Add apt28", ["apt28"], [], undefined],
    ["Add apt28 to 12 samples", ["apt28"], [], [add("apt28", 12, 3)]],
    ["Add 2 tags to 3 samples", ["a1", "b1"], [], [add("a1", 3), add("b1", 3)]],
    ["Add 2 tags to up to 3 samples", ["a1", "b1"], [], [add("a1", 3), add("b1", 1)]],
    ["Remove old from 1 sample", [], ["old"], [remove("old", 1)]],
    ["Add 1 tag to 2 samples", ["n".repeat(40)], [], [add("n".repeat(40), 2)]],
    ["Add a1, remove 2 tags: up to 5 samples", ["a1"], ["b1", "c1"], [add("a1", 1), remove("b1", 5), remove("c1", 2)]],
    ["Save: nothing to change", ["a1"], [], [add("a1", 0, 4)]],
  ])("says %j", (label, added, removed, changes) =>
    expect(saveLabel({ add: added, remove: removed }, changes)).toBe(label),
  );
});

it("the button of a rename counts those that carry the tag", () => {
  expect(replaceLabel({ action: "rename", tag: "a1", to: "b1" }, [remove("a1", 7), add("b1", 5, 2)])).toBe(
    "Rename on 7 samples",
  );
  expect(replaceLabel({ action: "delete", tag: "a1", to: "" }, undefined)).toBe("Delete");
});

it("says what a classification and its undo would do", () => {
  expect(classifyLines({ operation: null, changed: 1, unchanged: 2, propagated: 1 })).toEqual([
    { name: "Classification", text: "1 changes, 2 are so already", warn: false },
    { name: "Containers", text: "it follows for 1 sample", warn: false },
  ]);
  expect(undoLines([], { changed: 1, unchanged: 1 })).toEqual([
    { name: "Classification", text: "as before on 1 sample, left alone on 1: changed since, or gone", warn: true },
  ]);
});
