import { expect, it } from "vitest";
import type { OperationTag } from "./api";
import { deeds, doorName, heading, verdictText } from "./operationText";

const tag = (name: string, added: number, removed = 0): OperationTag => ({
  kind: "user",
  name,
  added,
  removed,
  unchanged: 4,
  skipped: 1,
});

it("tells the tags together with which the same was done", () => {
  const told = deeds([tag("a1", 3), tag("b1", 0, 2), tag("c1", 3), tag("d1", 1, 2), tag("e1", 0)]);
  expect(told.map(({ does, samples, tags }) => [does, samples, tags.map(({ name }) => name)])).toEqual([
    ["added", 3, ["a1", "c1"]],
    ["removed", 2, ["b1", "d1"]],
    ["added", 1, ["d1"]],
  ]);
});

it("says what it was, and what it took back", () => {
  expect(heading({ what: "renamed", undoes: null })).toBe("Tag renamed");
  expect(heading({ what: "undid", undoes: 12 })).toBe("Undid operation 12");
  expect(heading({ what: "something new", undoes: null })).toBe("something new");
});

it("names the doors", () => expect([doorName("ui"), doorName("cli")]).toEqual(["page", "command line"]));

it("says what samples were classified as", () => {
  expect(verdictText({ classification: "malicious", riskScore: 10, threatName: "Win32.Trojan.Delf", samples: 2 })).toBe(
    "malicious 10, Win32.Trojan.Delf",
  );
  expect(verdictText({ classification: "unknown", samples: 1 })).toBe("unknown");
});
