import { expect, it } from "vitest";
import { listed, narrowed, problemAt, searchOf, tagTerm, value, withoutAsOf } from "./searchText";

it.each([
  ["apt28", "apt28"],
  ["Better.Test/Tag_1-a", "Better.Test/Tag_1-a"],
  ["test tag", '"test tag"'],
  ["a:b", '"a:b"'],
  ['x"y\\z*?', '"x\\"y\\\\z\\*\\?"'],
  ["OR", '"OR"'],
  ["ärger", '"ärger"'],
])("a value that finds %j is %s", (text, written) => expect(value(text)).toBe(written));

it("names the kind of a tag by the keyword", () => {
  expect(tagTerm("system", "packed")).toBe("tag:packed");
  expect(tagTerm("user", "test tag")).toBe('tag-user:"test tag"');
});

it("a filter by one tag is a search too", () => {
  expect(searchOf({})).toBe("");
  expect(searchOf({ q: "size:1" })).toBe("size:1");
  expect(searchOf({ tag: "a b", kind: "user" })).toBe('tag-user:"a b"');
});

it.each([
  ["", "tag-user:x1"],
  ["size:1", "size:1 tag-user:x1"],
  ["#desk", "tag-any:*desk* tag-user:x1"],
  ["# test tag", 'tag-any:"*test tag*" tag-user:x1'],
  ["#100%*", 'tag-any:"*100%\\**" tag-user:x1'],
  ["#", "tag-any:* tag-user:x1"],
  ["tag:a OR tag:b", "(tag:a OR tag:b) tag-user:x1"],
  ["(tag:a)OR tag:b", "((tag:a)OR tag:b) tag-user:x1"],
  ["tag:a1 tag-by:ann", "(tag:a1 tag-by:ann) tag-user:x1"],
  ["as-of:2026-11-20 tag:a OR tag:b", "as-of:2026-11-20 (tag:a OR tag:b) tag-user:x1"],
  ["as-of:2026-11-20", "as-of:2026-11-20 tag-user:x1"],
])("%j narrowed by a tag", (q, narrower) =>
  expect(narrowed(q === "" ? {} : { q }, "user", "x1")).toEqual({ q: narrower }),
);

it("narrowing keeps the order", () =>
  expect(narrowed({ tag: "a1", kind: "system", sort: "size asc" }, "user", "x1")).toEqual({
    q: "tag:a1 tag-user:x1",
    sort: "size asc",
  }));

it.each([
  ["tag:a", "tag:a"],
  ["as-of:2026-11-20 tag:a", "tag:a"],
  ['AS-OF:"2026-11-20T10:00:00Z" AND tag-user:"a  b"', 'tag-user:"a  b"'],
  ["tag:a AND as-of:2026-11-20", "tag:a"],
  ["tag:a AND as-of:2026-11-20 AND tag:b", "tag:a AND tag:b"],
  ["tag:a as-of:2026-11-20 tag:b", "tag:a tag:b"],
  ['filename:"see as-of:2026"', 'filename:"see as-of:2026"'],
  ['filename:"open', 'filename:"open'],
])("%j without its moment is %j", (search, now) => expect(withoutAsOf(search)).toBe(now));

it("finds the place in a refusal", () => {
  expect(problemAt("Position 5: found the end, expected a value.")).toBe(4);
  expect(problemAt("Search query too long, please shorten and/or simplify your query.")).toBeNull();
});

it("without a search, what somebody submitted is listed", () => {
  expect(listed({})).toEqual({ q: "submitted:true" });
  expect(listed({ sort: "size desc" })).toEqual({ q: "submitted:true", sort: "size desc" });
  expect(listed({ q: "size:1" })).toEqual({ q: "size:1" });
  expect(listed({ tag: "a", kind: "user" })).toEqual({ tag: "a", kind: "user" });
});
