import { ApiError, NO_ANSWER, problem, type Sample } from "./api";

export interface Uploaded {
  sample: Sample;
  isNew: boolean;
}

/**
 * Sends one file. XMLHttpRequest, because fetch doesn't tell how much of a body has been sent;
 * `onProgress` gets a share from 0 to 1.
 */
export function upload(
  file: File,
  tags: string[],
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<Uploaded> {
  return new Promise((resolve, reject) => {
    const body = new FormData();
    if (tags.length > 0) body.set("tags", tags.join(","));
    body.set("file", file, file.name);
    const request = new XMLHttpRequest();
    request.open("POST", "/api/v1/samples");
    request.setRequestHeader("Accept", "application/json");
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.total === 0 ? 1 : event.loaded / event.total);
    };
    request.onload = () => {
      if (request.status === 200 || request.status === 201) {
        resolve({ sample: JSON.parse(request.responseText) as Sample, isNew: request.status === 201 });
      } else {
        reject(problem(request.status, request.responseText));
      }
    };
    request.onerror = () => reject(new ApiError(0, NO_ANSWER));
    request.onabort = () => reject(new ApiError(0, "Cancelled."));
    signal.addEventListener("abort", () => request.abort());
    if (signal.aborted) {
      reject(new ApiError(0, "Cancelled."));
      return;
    }
    request.send(body);
  });
}
