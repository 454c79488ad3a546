/** The server's own API, as its OpenAPI description (`/api/v1/openapi.yaml`) has it. */

export type Kind = "system" | "user";

export interface Me {
  login: string;
  admin: boolean;
  version: string;
  uploadMaxBytes: number;
}

export interface Sample {
  sha256: string;
  sha1: string;
  md5: string;
  name: string;
  type: string | null;
  size: number;
  firstSeen: string;
  lastSeen: string;
  status: "queued" | "processed" | "failed";
  tags: Record<Kind, string[]>;
}

export interface Why {
  tag: string;
  about: string;
  when: string;
  indicators: string[];
}

export interface Analysis {
  engine: string;
  catalogue: string;
  at: string;
  error?: string | null;
  why: Why[];
  facts: Record<string, unknown>;
}

export interface SampleDetails extends Sample {
  sha512: string;
  analysis: Analysis | null;
}

export interface SamplePage {
  total: number;
  next: string | null;
  samples: Sample[];
}

export interface Suggestion {
  kind: Kind;
  name: string;
  count: number;
}

export interface TagEdit {
  samples: string[];
  add: string[];
  remove: string[];
  reason?: string;
}

export interface TagChange {
  name: string;
  action: "add" | "remove";
  changed: number;
  unchanged: number;
  skipped: number;
}

export interface TagEditResult {
  operation: number | null;
  tags: TagChange[];
}

/** A "no" of the server, or no answer at all (`status` 0). The message is meant to be read by the user. */
export class ApiError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = "ApiError";
    this.status = status;
  }
}

export const NO_ANSWER = "The server does not answer. Check the connection and try again.";

/** The refusal in a problem document, or the best that can be said when there is none. */
export function problem(status: number, body: string): ApiError {
  let detail = "";
  try {
    const read = JSON.parse(body) as { detail?: unknown; title?: unknown; instance?: unknown };
    detail = [read.detail, read.title].find((text) => typeof text === "string" && text !== "") as string ?? "";
    if (status >= 500 && typeof read.instance === "string") detail += ` (logged as ${read.instance})`;
  } catch {
    // a proxy's page, or nothing
  }
  return new ApiError(status, detail || `The server answered with status ${status}.`);
}

interface Call {
  method?: "GET" | "POST";
  query?: Record<string, string | number | undefined>;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

async function call<T>(path: string, { method = "GET", query = {}, body, headers, signal }: Call = {}): Promise<T> {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) search.set(name, String(value));
  }
  const request: RequestInit = { method, headers: { Accept: "application/json", ...headers }, signal: signal ?? null };
  if (body !== undefined) {
    request.body = JSON.stringify(body);
    request.headers = { ...request.headers, "Content-Type": "application/json" };
  }
  let response: Response;
  let text: string;
  try {
    response = await fetch(`/api/v1/${path}${search.size > 0 ? `?${search}` : ""}`, request);
    text = await response.text();
  } catch (thrown) {
    if (signal?.aborted) throw thrown;
    throw new ApiError(0, NO_ANSWER);
  }
  if (!response.ok) throw problem(response.status, text);
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

/** What a list of samples is narrowed to: all of them, a quick search, or one exact tag. */
export type SampleFilter = { q?: string; tag?: string; kind?: Kind };

export const api = {
  me: (signal?: AbortSignal) => call<Me>("me", { signal }),
  login: (login: string, password: string) => call<Me>("login", { method: "POST", body: { login, password } }),
  logout: () => call<void>("logout", { method: "POST" }),
  samples: (filter: SampleFilter, cursor: string | undefined, limit: number, signal?: AbortSignal) =>
    call<SamplePage>("samples", { query: { ...filter, cursor, limit }, signal }),
  sample: (hash: string, signal?: AbortSignal) => call<SampleDetails>(`samples/${hash}`, { signal }),
  suggest: (text: string, kind: Kind | undefined, limit: number, signal?: AbortSignal) =>
    call<{ tags: Suggestion[] }>("tags/suggest", { query: { text, kind, limit }, signal }),
  editTags: (edit: TagEdit, idempotencyKey: string) =>
    call<TagEditResult>("samples/tags", {
      method: "POST",
      body: edit,
      headers: { "Idempotency-Key": idempotencyKey },
    }),
};
