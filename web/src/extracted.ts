import type { ExtractedFile, Sample } from "./api";

/**
 * The samples of some extracted files, each once and under its path in the container. Where a file
 * stands there several times, the first path counts.
 */
export function filesOnce(files: ExtractedFile[]): Sample[] {
  const bySha256 = new Map<string, Sample>();
  for (const { path, sample } of files) {
    if (!bySha256.has(sample.sha256)) bySha256.set(sample.sha256, { ...sample, name: path || sample.name });
  }
  return [...bySha256.values()];
}
