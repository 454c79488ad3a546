import type { CloudPage, CloudSample, Download, DownloadedSample } from "./api";
import { count, samples, size } from "./format";

/** What the page says of the cloud and of downloads from it. */

export const DOWNLOAD_FIRST = "Cloud samples can’t be tagged: download to the appliance first";

/** Whether something of a download is still to come. */
export const isOpen = ({ waiting, running }: Download) => waiting + running > 0;

/** How many the cloud has, behind the name of its tab; nothing until it is known. */
export function cloudCount(page: CloudPage | undefined): string {
  if (page === undefined) return "";
  return page.state === "found" ? ` (${count(page.total)})` : " (?)";
}

/** Whether a sample can be had from the cloud. */
export const canDownload = ({ available, here }: CloudSample) => available && !here;

/** How a download stands, in a line. */
export function standing({ total, done, failed, cancelled, waiting, running }: Download): string {
  const parts = [`${count(done)} of ${samples(total)}`];
  if (running > 0) parts.push(`${count(running)} on the way`);
  if (waiting > 0) parts.push(`${count(waiting)} waiting`);
  if (failed > 0) parts.push(`${count(failed)} failed`);
  if (cancelled > 0) parts.push(`${count(cancelled)} cancelled`);
  return parts.join(", ");
}

/** How much of a download is over, from 0 to 100. */
export function percent({ total, waiting, running }: Download): number {
  return total === 0 ? 100 : Math.floor((100 * (total - waiting - running)) / total);
}

/** What became of a sample, or is becoming of it. */
export function fate({ state, attempts, error, receivedBytes }: DownloadedSample): string {
  switch (state) {
    case "waiting":
      return error === null ? "waits" : `waits to be tried again (${count(attempts)} so far): ${error}`;
    case "running":
      return receivedBytes > 0 ? `${size(receivedBytes)} received` : "asked for";
    case "done":
      return "on the appliance";
    case "failed":
      return `failed: ${error ?? "for an unknown reason"}`;
    case "cancelled":
      return "cancelled";
  }
}
