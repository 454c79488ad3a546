import { describe, expect, it } from "vitest";
import { splitTags, tagProblem } from "./tags";

describe("tagProblem", () => {
  it.each(["malware_1", "ClassifiedByYARA", "false-positive", "Better.Test/Tag", "ab", "a b", "7z", "a".repeat(40)])(
    "%s is a tag",
    (name) => expect(tagProblem(name)).toBeNull(),
  );

  it.each([
    ["Ž++", "“Ž++” contains Ž +."],
    ["#hashtag", "“#hashtag” contains #."],
    ["*.exe", "“*.exe” contains *."],
    ["a", "“a” is too short."],
    ["", "“” is too short."],
    ["a".repeat(41), `“${"a".repeat(41)}” has 41 characters.`],
    ["_x1", "“_x1” must start with a letter or digit"],
    ["-x1", "“-x1” must start with a letter or digit"],
    [".x1", "“.x1” must start with a letter or digit"],
    ["/x1", "“/x1” must start with a letter or digit"],
    ["ab ", "“ab ” must start with a letter or digit, and not end with a blank."],
    ["a\tb", "contains U+0009."],
    ["a\u00a0b", "contains U+00A0."],
    ["a,b", "contains ,."],
    ["a:b", "contains :."],
    ["Kelvin\u212a", "contains \u212a."],
    ["pa\u017fs", "contains \u017f."],
    ["\u{1f600}tag", "contains \u{1f600}."],
  ])("%j is none, and the reason is said", (name, reason) => expect(tagProblem(name)).toContain(reason));

  it("shows no more than the beginning of a very long name", () => {
    expect(tagProblem("b".repeat(5000))).toBe(`“${"b".repeat(40)}…” has 5000 characters. A tag has 2 to 40.`);
  });
});

describe("splitTags", () => {
  it("parts by commas and trims", () => expect(splitTags("tag1, tag2, tag3")).toEqual(["tag1", "tag2", "tag3"]));
  it("takes a single tag", () => expect(splitTags(" tag5")).toEqual(["tag5"]));
  it("parts by line ends of any system", () => expect(splitTags("a1\r\nb2\nc3\rd4")).toEqual(["a1", "b2", "c3", "d4"]));
  it("drops what is empty", () => expect(splitTags(" , ,, a1,")).toEqual(["a1"]));
  it("keeps each once and tells case apart", () =>
    expect(splitTags("Example,example,Example")).toEqual(["Example", "example"]));
  it("keeps blanks inside", () => expect(splitTags("test tag,test_tag,a  b")).toEqual(["test tag", "test_tag", "a  b"]));
});
