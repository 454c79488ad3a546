import { describe, expect, it } from "vitest";
import { changed, outcome, tellsOf, wasTaken } from "./alertText";
import type { DeliveryAttempt } from "./api";

const attempt = (status: number | null, problem: string | null = null): DeliveryAttempt => ({
  alert: 1,
  delivery: "d",
  attempt: 1,
  at: "",
  tookMs: 1,
  status,
  problem,
});

describe("an alert", () => {
  it.each([
    [{ entered: 1, left: 0 }, "1 sample entered"],
    [{ entered: 1200, left: 1 }, "1,200 samples entered, 1 left"],
    [{ entered: 0, left: 2 }, "2 samples left"],
  ])("of %j says %s", (alert, text) => expect(changed(alert)).toBe(text));
});

describe("a subscription", () => {
  it.each([
    [true, true, "entering and leaving"],
    [true, false, "entering"],
    [false, true, "leaving"],
  ])("that tells of entering %s and leaving %s says so", (entering, leaving, text) =>
    expect(tellsOf({ entering, leaving })).toBe(text),
  );
});

describe("a call of a webhook", () => {
  it.each([
    [attempt(204), true, "Taken (204)"],
    [attempt(500), false, "Refused (500)"],
    [attempt(410), false, "Gone for good (410)"],
    [attempt(null, "No such host."), false, "No such host."],
  ])("%j", (one, taken, text) => {
    expect(wasTaken(one)).toBe(taken);
    expect(outcome(one)).toBe(text);
  });
});
