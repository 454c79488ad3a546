import { describe, expect, it } from "vitest";
import { chipProblems, difference, newNames, openingChips, skippedOn, withTags, type Chip } from "./tagEdit";

const without = (chips: Chip[], name: string) => chips.filter((chip) => chip.name !== name);

describe("one sample", () => {
  const opening = openingChips([["old", "kept"]]);

  it("opens with its tags by name", () => expect(opening.map((chip) => chip.name)).toEqual(["kept", "old"]));
  it("untouched, changes nothing", () => expect(difference(opening, opening, 1)).toEqual({ add: [], remove: [] }));
  it("adds new ones in the order typed", () => {
    const chips = withTags(opening, ["tag2", "tag1"], opening);
    expect(difference(opening, chips, 1)).toEqual({ add: ["tag2", "tag1"], remove: [] });
  });
  it("removes what was deleted", () =>
    expect(difference(opening, without(opening, "old"), 1)).toEqual({ add: [], remove: ["old"] }));
  it("a tag deleted and typed again is as it was", () => {
    const chips = withTags(without(opening, "old"), ["old"], opening);
    expect(difference(opening, chips, 1)).toEqual({ add: [], remove: [] });
  });
  it("a tag typed and deleted again is as it was", () => {
    const chips = without(withTags(opening, ["new1"], opening), "new1");
    expect(difference(opening, chips, 1)).toEqual({ add: [], remove: [] });
  });
  it("a tag it has already is not added twice", () => {
    const chips = withTags(opening, ["kept"], opening);
    expect(chips).toHaveLength(2);
    expect(difference(opening, chips, 1)).toEqual({ add: [], remove: [] });
  });
  it("tells case apart", () => {
    const chips = withTags(opening, ["Kept"], opening);
    expect(difference(opening, chips, 1)).toEqual({ add: ["Kept"], remove: [] });
  });
});

describe("many samples", () => {
  const opening = openingChips([["all", "some"], ["all", "some"], ["all"], ["all"], ["all", "one"]]);

  it("opens with the union and how many have each", () =>
    expect(opening.map(({ name, had }) => [name, had])).toEqual([
      ["all", 5],
      ["one", 1],
      ["some", 2],
    ]));
  it("leaves a tag on some samples as it is unless touched", () => {
    const chips = withTags(opening, ["new1"], opening);
    expect(difference(opening, chips, 5)).toEqual({ add: ["new1"], remove: [] });
  });
  it("puts a tag of some on all when it is typed again", () => {
    const chips = withTags(opening, ["some"], opening);
    expect(chips.map((chip) => chip.name)).toEqual(["all", "one", "some"]);
    expect(difference(opening, chips, 5)).toEqual({ add: ["some"], remove: [] });
  });
  it("puts a tag of some on all when it was deleted and typed again", () => {
    const chips = withTags(without(opening, "some"), ["some"], opening);
    expect(difference(opening, chips, 5)).toEqual({ add: ["some"], remove: [] });
  });
  it("removes a tag of some from all", () =>
    expect(difference(opening, without(opening, "one"), 5)).toEqual({ add: [], remove: ["one"] }));
  it("does not count a tag twice that a sample lists twice", () =>
    expect(openingChips([["dup", "dup"]])).toEqual([{ name: "dup", had: 1, toAll: false }]));
});

it("judges new chips only: what is on a sample already may be removed but not mended", () => {
  const opening = openingChips([["#imported"]]);
  expect(chipProblems(opening)).toEqual([]);
  expect(chipProblems(withTags(opening, ["#hashtag", "fine"], opening))).toHaveLength(1);
});

it("counts the samples that carry a System Tag of that very name", () => {
  const system = [["antisandbox"], ["antisandbox", "pe"], ["pe"]];
  expect(skippedOn("antisandbox", system)).toBe(2);
  expect(skippedOn("Antisandbox", system)).toBe(0);
});

it("tells the names that are new and can be tags", () => {
  const opening = openingChips([["old"]]);
  expect(newNames(withTags(opening, ["new1", "#no", "old"], opening), opening)).toEqual(["new1"]);
});
