import { expect, it } from "vitest";
import type { TagChange } from "./api";
import { classifiedNotice, tagNotice, undoNotice } from "./notice";

const added = (name: string, changed: number, unchanged = 0, skipped = 0): TagChange => ({
  name,
  action: "add",
  changed,
  unchanged,
  skipped,
});
const removed = (name: string, changed: number, unchanged = 0): TagChange => ({
  name,
  action: "remove",
  changed,
  unchanged,
  skipped: 0,
});

it("says what was added, skipped and removed", () => {
  expect(tagNotice([added("malware_1", 3, 1), added("antisandbox", 0, 0, 1), removed("x1", 2, 2)])).toEqual({
    title: "Tags changed",
    lines: [
      "Added malware_1 to 3 samples; had it already: 1",
      "Skipped antisandbox on 1 sample: it has that System Tag",
      "Removed x1 from 2 samples",
    ],
    warn: true,
  });
});

it("puts tags to which the same happened on one line", () => {
  const { lines, warn } = tagNotice([added("tag1", 1), added("tag2", 1), added("tag3", 1)]);
  expect(lines).toEqual(["Added tag1, tag2, tag3 to 1 sample"]);
  expect(warn).toBe(false);
});

it("a tag added to some and skipped on others gets both lines", () => {
  expect(tagNotice([added("antisandbox", 2, 1, 3)]).lines).toEqual([
    "Added antisandbox to 2 samples; had it already: 1",
    "Skipped antisandbox on 3 samples: they have that System Tag",
  ]);
});

it("says when nothing changed", () => {
  expect(tagNotice([added("here", 0, 1200), removed("gone", 0, 1200)])).toEqual({
    title: "No tags changed",
    lines: ["Already there: here on 1,200 samples", "Was gone already: gone"],
    warn: false,
  });
});

it("has nothing to list when nothing was asked", () => {
  expect(tagNotice([])).toEqual({ title: "No tags changed", lines: [], warn: false });
});

it("counts rather than lists very many tags", () => {
  const many = Array.from({ length: 20 }, (_, at) => added(`t${at}`, 1));
  expect(tagNotice(many).lines).toEqual(["Added t0, t1, t2, t3, t4, t5 and 14 more to 1 sample"]);
});

it("takes a name literally, whatever stands in it", () => {
  expect(tagNotice([added("a.b/$&", 1)]).lines).toEqual(["Added a.b/$& to 1 sample"]);
});

it("says what an undo put back, took off and left alone", () => {
  expect(undoNotice([removed("a1", 3), removed("a2", 3), added("old", 2, 1, 1)])).toEqual({
    title: "Undone",
    lines: [
      "Took a1, a2 off 3 samples",
      "Put old back on 2 samples",
      "Left old alone on 1 sample: somebody changed it since",
      "Skipped old on 1 sample: gone, or has that System Tag now",
    ],
    warn: true,
  });
});

it("to undo an undo is to redo", () => {
  expect(undoNotice([added("a1", 3)], true)).toEqual({ title: "Redone", lines: ["Put a1 on 3 samples"], warn: false });
});

it("says when nothing was left to undo", () => {
  expect(undoNotice([removed("a1", 0, 4)]).title).toBe("Nothing was left to undo");
  expect(undoNotice([added("a1", 0, 4)], true).title).toBe("Nothing was left to redo");
});

it("says what became of classifications", () => {
  expect(classifiedNotice("malicious", { operation: 7, changed: 2, unchanged: 1, propagated: 3 })).toEqual({
    title: "Classification changed",
    lines: ["2 samples are malicious now", "1 was so before", "It follows for 3 samples around them"],
    warn: false,
  });
  expect(classifiedNotice("unknown", { operation: null, changed: 0, unchanged: 1, propagated: 0 }).title).toBe(
    "No classification changed",
  );
  expect(undoNotice([], false, { changed: 2, unchanged: 1 })).toEqual({
    title: "Undone",
    lines: ["Classification as before on 2 samples", "Left the classification alone on 1 sample: changed since, or gone"],
    warn: true,
  });
});
