import { expect, it } from "vitest";
import type { CloudPage, CloudSample, Download, DownloadedSample } from "./api";
import { canDownload, cloudCount, fate, isOpen, percent, standing } from "./cloudText";

const download = (some: Partial<Download>): Download => ({
  id: 1, by: "ann", at: "", total: 8, waiting: 0, running: 0, done: 0, failed: 0, cancelled: 0, changed: "", ...some,
});
const job = (some: Partial<DownloadedSample>): DownloadedSample => ({
  hash: "ab", name: "n", state: "waiting", attempts: 0, error: null, receivedBytes: 0, ...some,
});
const page = (some: Partial<CloudPage>): CloudPage => ({
  state: "found", reason: null, note: null, total: 0, more: false, samples: [], ...some,
});

it("tells how a download stands", () => {
  expect(standing(download({ done: 8 }))).toBe("8 of 8 samples");
  expect(standing(download({ done: 3, running: 2, waiting: 1, failed: 1, cancelled: 1 }))).toBe(
    "3 of 8 samples, 2 on the way, 1 waiting, 1 failed, 1 cancelled",
  );
  expect(percent(download({ done: 3, running: 2, waiting: 1, failed: 1, cancelled: 1 }))).toBe(62);
  expect(percent(download({ total: 0 }))).toBe(100);
  expect(isOpen(download({ waiting: 1 }))).toBe(true);
  expect(isOpen(download({ done: 7, failed: 1 }))).toBe(false);
});

it("counts the cloud's samples once it has answered", () => {
  expect(cloudCount(undefined)).toBe("");
  expect(cloudCount(page({ total: 1234 }))).toBe(" (1,234)");
  expect(cloudCount(page({ state: "unavailable" }))).toBe(" (?)");
});

it("offers what the cloud has and the appliance has not", () => {
  const sample = (available: boolean, here: boolean) => canDownload({ available, here } as CloudSample);
  expect([sample(true, false), sample(true, true), sample(false, false)]).toEqual([true, false, false]);
});

it("tells what becomes of each sample", () => {
  expect(fate(job({}))).toBe("waits");
  expect(fate(job({ attempts: 2, error: "It failed (503)." }))).toBe("waits to be tried again (2 so far): It failed (503).");
  expect(fate(job({ state: "running" }))).toBe("asked for");
  expect(fate(job({ state: "running", receivedBytes: 2048 }))).toBe("2.0 KiB received");
  expect(fate(job({ state: "done" }))).toBe("on the appliance");
  expect(fate(job({ state: "failed", error: "other bytes" }))).toBe("failed: other bytes");
  expect(fate(job({ state: "cancelled" }))).toBe("cancelled");
});
