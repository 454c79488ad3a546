import { describe, expect, it } from "vitest";
import { fitting, holderOf, LEVELS, levelOf, named, rightsOf } from "./accessText";

describe("a level of rights", () => {
  it.each(LEVELS)("$label is its rights and back", ({ value }) => expect(levelOf(rightsOf(value))).toBe(value));
  it("does not depend on the order of the rights", () =>
    expect(levelOf(["update", "read", "create"])).toBe("read,create,update"));
  it("never leaves reading out", () => {
    for (const { value } of LEVELS) expect(rightsOf(value)).toContain("read");
  });
});

describe("a holder", () => {
  it.each([
    [{ user: "ann", group: null }, "user ann"],
    [{ user: null, group: "Night shift" }, "group Night shift"],
    [{ user: null, group: "user ann" }, "group user ann"],
  ])("%j is %s and back", (grant, key) => {
    expect(holderOf(grant)).toBe(key);
    expect({ user: null, group: null, ...named(holderOf(grant)) }).toEqual(grant);
  });
});

describe("what fits", () => {
  const all = [{ name: "Ours" }, { name: "Their hours" }, { name: "Other" }];
  it("contains what was typed, in any case", () => expect(fitting(all, " OUR ")).toEqual([all[0], all[1]]));
  it("is everything before anything was typed", () => expect(fitting(all, " ")).toEqual(all));
});
