import { expect, test } from "vitest";
import type { Sample } from "./api";
import { filesOnce } from "./extracted";

const sample = (sha256: string, name: string) => ({ sha256, name }) as Sample;

test("a file that is in an archive twice is listed once, under its first path", () => {
  expect(
    filesOnce([
      { path: "a/x.exe", name: "x.exe", sample: sample("1", "x.exe") },
      { path: "b/y.exe", name: "y.exe", sample: sample("2", "y.exe") },
      { path: "c/x.exe", name: "x.exe", sample: sample("1", "x.exe") },
      { path: "", name: "", sample: sample("3", "other") },
    ]).map(({ sha256, name }) => [sha256, name]),
  ).toEqual([
    ["1", "a/x.exe"],
    ["2", "b/y.exe"],
    ["3", "other"],
  ]);
});
