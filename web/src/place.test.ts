import { describe, expect, it } from "vitest";
import { href, meant, readFilter } from "./place";

describe("the address", () => {
  it.each([
    [{}, "/"],
    [{ q: "#desktop" }, "/?q=%23desktop"],
    [{ q: "#test tag" }, "/?q=%23test%20tag"],
    [{ tag: "desktop", kind: "user" as const }, "/?tag=desktop&kind=user"],
    [{ tag: "Better.Test/Tag", kind: "system" as const }, "/?tag=Better.Test%2FTag&kind=system"],
    [{ q: "a+b&c=d" }, "/?q=a%2Bb%26c%3Dd"],
  ])("%j is %s and back", (filter, address) => {
    expect(href(filter)).toBe(address);
    expect(readFilter(address.slice(1))).toEqual(filter);
  });

  it("without a proper kind is no tag filter", () => expect(readFilter("?tag=x1&kind=both")).toEqual({}));
  it("with a blank search lists everything", () => expect(readFilter("?q=%20")).toEqual({}));
});

describe("what is meant", () => {
  const sha1 = "3395856ce81f2b7382dee72602f798b642f14140";
  it.each([
    ["", {}],
    ["  ", {}],
    ["#desktop", { q: "#desktop" }],
    ["#", { q: "#" }],
    [` ${sha1} `, { q: sha1 }],
    [sha1.toUpperCase(), { q: sha1.toUpperCase() }],
    ["desktop", { q: "#desktop" }],
    ["test tag", { q: "#test tag" }],
    ["tag:packed", { q: "tag:packed" }],
  ])("by %j", (typed, filter) => expect(meant(typed)).toEqual(filter));
});
