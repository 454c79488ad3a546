import { expect, it } from "vitest";
import { problem } from "./api";
import { count, list, localSecond, localTime, plainName, samples, size } from "./format";
import { randomId } from "./randomId";

it.each([
  [0, "0 B"],
  [1023, "1023 B"],
  [1024, "1.0 KiB"],
  [1536, "1.5 KiB"],
  [102_297, "99.9 KiB"],
  [102_400, "100 KiB"],
  [1_023_000, "999 KiB"],
  [1_048_575, "1.0 MiB"],
  [5_000_000_000, "4.7 GiB"],
])("%d bytes are %s", (bytes, shown) => expect(size(bytes)).toBe(shown));

it("parts thousands", () => expect(count(1234567)).toBe("1,234,567"));

it("shows a moment in the reader's time zone", () => {
  const noon = new Date(2026, 10, 2, 12, 5);
  expect(localTime(noon.toISOString())).toBe("2026-11-02 12:05");
});

it.each([
  ["Приказ №17.xls", "Приказ №17.xls"],
  ["photo\u202egpj.exe", "photo[U+202E]gpj.exe"],
  ["a\u200bb\n.exe", "a[U+200B]b[U+000A].exe"],
])("the name %j is shown as %s", (name, shown) => expect(plainName(name)).toBe(shown));

it("makes UUIDs of version 4", () => {
  const ids = Array.from({ length: 50 }, randomId);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(ids).size).toBe(50);
});

it("reads the detail of a problem, and copes without one", () => {
  expect(problem(400, '{"title":"Refused","detail":"No such tag."}').message).toBe("No such tag.");
  expect(problem(400, '{"title":"Refused"}').message).toBe("Refused");
  expect(problem(500, '{"detail":"It broke.","instance":"f00"}').message).toBe("It broke. (logged as f00)");
  expect(problem(502, "<html>").message).toBe("The server answered with status 502.");
  expect(problem(502, "null").status).toBe(502);
});

it("shows a moment to the second", () => {
  expect(localSecond("2026-11-22T14:03:09.123Z")).toBe(`${localTime("2026-11-22T14:03:09.123Z")}:09`);
  expect(localSecond("never")).toBe("never");
});

it("counts samples in words", () => expect([samples(1), samples(1200)]).toEqual(["1 sample", "1,200 samples"]));

it("lists seven names, and of eight the first six", () => {
  const names = ["a", "b", "c", "d", "e", "f", "g"];
  expect(list(names)).toBe("a, b, c, d, e, f, g");
  expect(list([...names, "h"])).toBe("a, b, c, d, e, f and 2 more");
});
