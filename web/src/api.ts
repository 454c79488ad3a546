/** The server's own API, as its OpenAPI description (`/api/v1/openapi.yaml`) has it. */

export type Kind = "system" | "user";

/** Through which door an operation came in. */
export type Door = "spectra" | "ui" | "api" | "cli" | "analysis" | "trustar";

export interface Me {
  login: string;
  admin: boolean;
  version: string;
  uploadMaxBytes: number;
}

export type Classification = "goodware" | "suspicious" | "malicious";

/** What a sample counts as. */
export interface Verdict {
  classification: Classification;
  riskScore: number;
  threatName: string | null;
  /** Why, such as `user`. */
  reason: string;
  /** The SHA256 of the extracted file that it comes from; null if it is the sample's own. */
  origin: string | null;
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
  /** Whether somebody sent it; if not, it is here only as an extracted file. */
  submitted: boolean;
  /** Null if it is unknown. */
  verdict: Verdict | null;
  tags: Record<Kind, string[]>;
  /** Whether it was removed since; told of the samples of an alert only. */
  gone?: boolean;
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
  /** How many files were extracted from it, and from those. */
  fileCount: number;
  analysis: Analysis | null;
}

/** A file in a container, or a container that a file is in; the path is that in the container. */
export interface ExtractedFile {
  path: string;
  name: string;
  sample: Sample;
}

export interface ExtractedPage {
  total: number;
  inTree: number;
  next: string | null;
  files: ExtractedFile[];
}

export interface ContainerPage {
  next: string | null;
  containers: ExtractedFile[];
}

export interface SamplePage {
  total: number;
  next: string | null;
  samples: Sample[];
  /** The past moment at which the samples are shown; null is now. */
  asOf?: string | null;
}

/** A tag and on how many samples it is. */
export interface Suggestion {
  kind: Kind;
  name: string;
  count: number;
}

/** A tag that somebody who types may mean; what a vocabulary knows of it is there if one knows it. */
export interface SuggestedTag extends Suggestion {
  /** Of a vocabulary alone, not in use. */
  suggested?: boolean;
  vocabulary?: string;
  /** What others call it. */
  original?: string;
  about?: string;
  colour?: string;
}

/** A name that no tag bears yet, and a tag in use that may be meant. */
export interface NearDuplicate {
  name: string;
  of: string;
  why: "case" | "separator" | "look-alike" | "edit";
  count: number;
}

export interface Facets {
  total: number;
  tags: Suggestion[];
}

/** An edit of the samples with these hashes, or of those that a query finds, which must be `expected` many. */
export type TagEdit = ({ samples: string[] } | { query: string; expected: number }) & {
  add: string[];
  remove: string[];
  reason?: string;
};

/** What is to be done with a tag on every sample that carries it. */
export type TagReplacement = { action: "rename" | "merge" | "delete"; tag: string; to: string; reason?: string };

export interface TagChange {
  name: string;
  action: "add" | "remove";
  changed: number;
  unchanged: number;
  skipped: number;
}

export interface TagEditResult {
  operation: number | null;
  samples: number;
  tags: TagChange[];
  /** Of an undo: what it did with classifications; the numbers count samples. */
  verdicts?: { changed: number; unchanged: number };
}

/** The samples with these hashes, or those that a query finds, which must be `expected` many. */
export type Samples = { samples: string[] } | { query: string; expected: number };

/** What is to be said of samples. */
export type Classify = Samples & {
  classification: Classification | "unknown";
  riskScore?: number;
  threatName?: string;
  reason?: string;
};

export interface Classified {
  operation: number | null;
  changed: number;
  unchanged: number;
  propagated: number;
}

export type Deletion = Samples & { reason?: string };

export interface Deleted {
  operation: number | null;
  samples: number;
  userTags: number;
}

/** What an operation did with a tag; the numbers count samples. */
export interface OperationTag {
  kind: Kind;
  name: string;
  added: number;
  removed: number;
  unchanged: number;
  skipped: number;
  /** The first samples to which it gave the tag; told of a single operation only. */
  addedTo?: string[];
  removedFrom?: string[];
}

/** What an operation says that samples are. */
export interface OperationVerdict {
  classification: Classification | "unknown";
  riskScore?: number;
  threatName?: string;
  samples: number;
  /** The first of them; told of a single operation only. */
  of?: string[];
}

export interface Operation {
  id: number;
  at: string;
  by: string;
  via: Door;
  reason: string | null;
  what: string;
  undoes: number | null;
  undoneBy: number | null;
  arrived: number;
  gone: number;
  /** The first samples that are gone; told of a single operation only. */
  goneSamples?: string[];
  tags: OperationTag[];
  verdicts: OperationVerdict[];
  /** How many samples count as something else because of a file in them. */
  propagated: number;
}

/** Which operations; all conditions together. */
export interface OperationFilter {
  by?: string;
  via?: Door;
  tag?: string;
  kind?: Kind;
}

export interface OperationPage {
  operations: Operation[];
  next: string | null;
}

/** Who put a tag on a sample. */
export interface Given {
  kind: Kind;
  name: string;
  by: string;
  at: string;
  via: Door;
  operation: number;
  reason: string | null;
}

/** The remote source of samples, if there is one. */
export interface Cloud {
  configured: boolean;
  name: string | null;
  /** The most samples on a page. */
  pageMax: number;
}

/** A sample that the cloud has. It has no User Tags. */
export interface CloudSample {
  /** What to download it by. */
  hash: string;
  sha1: string;
  sha256: string | null;
  md5: string | null;
  name: string;
  type: string | null;
  size: number;
  classification: string | null;
  threatName: string | null;
  firstSeen: string | null;
  lastSeen: string | null;
  /** Whether the cloud has the bytes. */
  available: boolean;
  /** Whether it is on this appliance too. */
  here: boolean;
  /** Null if the cloud does not tell. */
  tags: { system: string[] | null };
}

export interface CloudPage {
  state: "found" | "unavailable";
  /** Why the part of the cloud is missing. */
  reason: string | null;
  /** What of the search was not asked. */
  note: string | null;
  total: number;
  more: boolean;
  samples: CloudSample[];
}

/** How a download stands; the numbers count samples. */
export interface Download {
  id: number;
  by: string;
  at: string;
  total: number;
  waiting: number;
  running: number;
  done: number;
  failed: number;
  cancelled: number;
  changed: string;
}

export interface DownloadedSample {
  hash: string;
  name: string;
  state: "waiting" | "running" | "done" | "failed" | "cancelled";
  attempts: number;
  error: string | null;
  receivedBytes: number;
}

export interface DownloadDetails {
  id: number;
  samples: DownloadedSample[];
}

/** A word that can stand before the colon of a search term. */
export interface SearchKeyword {
  keyword: string;
  aliases: string[];
  /** What its values are, in words. */
  takes: string;
  choices: string[];
  help: string;
  example: string;
}

/** Something that can stand where somebody is typing. */
export interface Proposal {
  text: string;
  about?: string | null;
  example?: string | null;
  kind?: Kind | null;
  count?: number | null;
}

/** What can stand at a caret; it takes the place of everything from `from` to there. */
export interface Completions {
  from: number;
  expects: "keyword" | "value" | "tag" | "date" | "nothing";
  proposals: Proposal[];
}

/** Where the alerts of a subscription are posted; the secret is told once. */
export interface Webhook {
  url: string;
  state: "on" | "gone";
  waiting: number;
  secret?: string;
}

export interface Subscription {
  id: number;
  name: string;
  query: string;
  entering: boolean;
  leaving: boolean;
  active: boolean;
  created: string;
  /** Why it can't be looked at. */
  problem: string | null;
  webhook: Webhook | null;
}

/** What a subscription is to be like. */
export interface SubscriptionWish {
  name: string;
  query: string;
  entering: boolean;
  leaving: boolean;
  active: boolean;
  webhook: { url: string; secret?: string } | null;
}

export interface DeliveryAttempt {
  alert: number | null;
  delivery: string;
  attempt: number;
  at: string;
  tookMs: number;
  status: number | null;
  problem: string | null;
}

/** Word that samples entered or left what a subscription finds. */
export interface Alert {
  id: number;
  subscription: { id: number; name: string };
  query: string;
  at: string;
  entered: number;
  left: number;
  unread: boolean;
}

export type Way = "entered" | "left";

export interface AlertSamplePage extends SamplePage {
  /** Those of the page that were removed since. */
  removed: { sha256: string; sha1: string; name: string }[];
}

/** Which alerts; all conditions together. */
export interface AlertFilter {
  unread?: true;
  subscription?: number;
}

export interface AlertPage {
  unread: number;
  next: string | null;
  alerts: Alert[];
}

export interface User {
  id: number;
  login: string;
  admin: boolean;
  /** False if the user is disabled. */
  active: boolean;
}

export interface UserGroup {
  id: number;
  name: string;
  /** Logins. */
  members: string[];
}

export const ENCLAVE_TYPES = ["INTERNAL", "OPEN", "CLOSED", "CLOSED_CONCRETE", "RESEARCH", "COMMUNITY", "OTHER"] as const;
export type EnclaveType = (typeof ENCLAVE_TYPES)[number];

/** A place of its own for reports and indicators. */
export interface Enclave {
  id: string;
  name: string;
  type: EnclaveType;
  templateName: string;
}

export type Right = "read" | "create" | "update";

/** Rights that were given to a user or to a group; the other is null. */
export interface Grant {
  enclave: string;
  user: string | null;
  group: string | null;
  rights: Right[];
}

export interface ApiKey {
  key: string;
  /** Told once, by the answer to the request that made the key. */
  secret?: string;
  user: string;
  name: string;
  created: string;
  lastUsed: string | null;
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
  method?: "GET" | "POST" | "PUT" | "DELETE";
  query?: Record<string, string | number | string[] | undefined>;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

async function call<T>(path: string, { method = "GET", query = {}, body, headers, signal }: Call = {}): Promise<T> {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined) search.append(name, String(one));
    }
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

/** What a list of samples is narrowed to: all of them, a search, or one exact tag; and how it is sorted. */
export type SampleFilter = { q?: string; tag?: string; kind?: Kind; sort?: string };

/** A change under a key: sent again under the same key, it is done once. */
function change<T>(path: string, body: unknown, idempotencyKey: string): Promise<T> {
  return call<T>(path, { method: "POST", body, headers: { "Idempotency-Key": idempotencyKey } });
}

function preview<T = TagEditResult>(path: string, body: object, signal?: AbortSignal): Promise<T> {
  return call<T>(path, { method: "POST", body: { ...body, preview: true }, signal });
}

function replacementBody({ action, tag, to, reason }: TagReplacement): object {
  switch (action) {
    case "rename":
      return { from: tag, to, reason };
    case "merge":
      return { from: [tag], to, reason };
    case "delete":
      return { tags: [tag], reason };
  }
}

export const api = {
  me: (signal?: AbortSignal) => call<Me>("me", { signal }),
  login: (login: string, password: string) => call<Me>("login", { method: "POST", body: { login, password } }),
  logout: () => call<void>("logout", { method: "POST" }),

  samples: (filter: SampleFilter, cursor: string | undefined, limit: number, signal?: AbortSignal) =>
    call<SamplePage>("samples", { query: { ...filter, cursor, limit }, signal }),
  sample: (hash: string, signal?: AbortSignal) => call<SampleDetails>(`samples/${hash}`, { signal }),
  extracted: (hash: string, cursor: string | undefined, limit: number, signal?: AbortSignal) =>
    call<ExtractedPage>(`samples/${hash}/extracted`, { query: { cursor, limit }, signal }),
  containers: (hash: string, limit: number, signal?: AbortSignal) =>
    call<ContainerPage>(`samples/${hash}/containers`, { query: { limit }, signal }),
  facets: (q: string, kind: Kind | undefined, limit: number, signal?: AbortSignal) =>
    call<Facets>("samples/facets", { query: { q, kind, limit }, signal }),
  suggest: (text: string, kind: Kind | undefined, limit: number, signal?: AbortSignal) =>
    call<{ tags: SuggestedTag[] }>("tags/suggest", { query: { text, kind, limit }, signal }),
  near: (names: string[], signal?: AbortSignal) =>
    call<{ nearDuplicates: NearDuplicate[] }>("tags/near", { query: { name: names }, signal }),
  related: (tags: string[], limit: number, signal?: AbortSignal) =>
    call<{ tags: Suggestion[] }>("tags/related", { query: { tag: tags, kind: "user", limit }, signal }),

  editTags: (edit: TagEdit, idempotencyKey: string) => change<TagEditResult>("samples/tags", edit, idempotencyKey),
  previewEdit: (edit: TagEdit, signal?: AbortSignal) => preview("samples/tags", edit, signal),
  replaceTag: (replacement: TagReplacement, idempotencyKey: string) =>
    change<TagEditResult>(`tags/${replacement.action}`, replacementBody(replacement), idempotencyKey),
  previewReplace: (replacement: TagReplacement, signal?: AbortSignal) =>
    preview(`tags/${replacement.action}`, replacementBody(replacement), signal),
  classify: (asked: Classify, idempotencyKey: string) =>
    change<Classified>("samples/classification", asked, idempotencyKey),
  previewClassify: (asked: Classify, signal?: AbortSignal) =>
    preview<Classified>("samples/classification", asked, signal),
  deleteSamples: (deletion: Deletion, idempotencyKey: string) =>
    change<Deleted>("samples/delete", deletion, idempotencyKey),
  previewDelete: (deletion: Deletion, signal?: AbortSignal) => preview<Deleted>("samples/delete", deletion, signal),
  reanalyse: (samples: Samples) =>
    call<{ queued: number; waiting: number }>("samples/reanalyse", { method: "POST", body: samples }),
  undo: (operation: number, reason: string | undefined, idempotencyKey: string) =>
    change<TagEditResult>(`operations/${operation}/undo`, { reason }, idempotencyKey),
  previewUndo: (operation: number, signal?: AbortSignal) => preview(`operations/${operation}/undo`, {}, signal),

  operations: (filter: OperationFilter, cursor: string | undefined, limit: number, signal?: AbortSignal) =>
    call<OperationPage>("operations", { query: { ...filter, cursor, limit }, signal }),
  operation: (id: number, limit: number, signal?: AbortSignal) =>
    call<Operation>(`operations/${id}`, { query: { limit }, signal }),
  given: (hash: string, signal?: AbortSignal) => call<{ tags: Given[] }>(`samples/${hash}/tags`, { signal }),
  sampleHistory: (hash: string, cursor: string | undefined, limit: number, signal?: AbortSignal) =>
    call<OperationPage>(`samples/${hash}/history`, { query: { cursor, limit }, signal }),

  cloud: (signal?: AbortSignal) => call<Cloud>("cloud", { signal }),
  cloudSamples: (q: string, sort: string | undefined, page: number, limit: number, signal?: AbortSignal) =>
    call<CloudPage>("cloud/samples", { query: { q, sort, page, limit }, signal }),
  download: (samples: { hash: string; name: string }[]) =>
    call<{ id: number; total: number }>("cloud/downloads", { method: "POST", body: { samples } }),
  downloads: (signal?: AbortSignal) => call<{ downloads: Download[] }>("cloud/downloads", { query: { limit: 5 }, signal }),
  downloadDetails: (id: number, signal?: AbortSignal) => call<DownloadDetails>(`cloud/downloads/${id}`, { signal }),
  cancelDownload: (id: number) => call<DownloadDetails>(`cloud/downloads/${id}/cancel`, { method: "POST" }),
  subscriptions: (signal?: AbortSignal) => call<{ subscriptions: Subscription[] }>("subscriptions", { signal }),
  subscribe: (wish: SubscriptionWish) => call<Subscription>("subscriptions", { method: "POST", body: wish }),
  changeSubscription: (id: number, wish: SubscriptionWish) =>
    call<Subscription>(`subscriptions/${id}`, { method: "PUT", body: wish }),
  unsubscribe: (id: number) => call<void>(`subscriptions/${id}`, { method: "DELETE" }),
  testWebhook: (id: number) => call<DeliveryAttempt>(`subscriptions/${id}/test`, { method: "POST" }),
  deliveries: (id: number, limit: number, signal?: AbortSignal) =>
    call<{ attempts: DeliveryAttempt[] }>(`subscriptions/${id}/deliveries`, { query: { limit }, signal }),
  alerts: (filter: AlertFilter, cursor: string | undefined, limit: number, signal?: AbortSignal) =>
    call<AlertPage>("alerts", {
      query: { unread: filter.unread && "true", subscription: filter.subscription, cursor, limit },
      signal,
    }),
  alert: (id: number, signal?: AbortSignal) => call<Alert>(`alerts/${id}`, { signal }),
  alertSamples: (id: number, change: Way, cursor: string | undefined, limit: number, signal?: AbortSignal) =>
    call<AlertSamplePage>(`alerts/${id}/samples`, { query: { change, cursor, limit }, signal }),
  unread: (signal?: AbortSignal) => call<{ unread: number; behind: number }>("alerts/unread", { signal }),
  markAlert: (id: number, read: boolean) =>
    call<{ unread: number }>("alerts/read", { method: "POST", body: { alerts: [id], read } }),
  markAlertsRead: (upTo: number) => call<{ unread: number }>("alerts/read", { method: "POST", body: { upTo } }),

  keywords: (signal?: AbortSignal) => call<{ keywords: SearchKeyword[] }>("search/keywords", { signal }),
  complete: (text: string, caret: number, signal?: AbortSignal) =>
    call<Completions>("search/complete", { query: { q: text, caret }, signal }),

  changePassword: (current: string, password: string) =>
    call<void>("me/password", { method: "PUT", body: { current, password } }),
  users: (signal?: AbortSignal) => call<{ users: User[] }>("users", { signal }),
  addUser: (user: { login: string; password: string; admin: boolean }) =>
    call<User>("users", { method: "POST", body: user }),
  changeUser: (login: string, wish: { active: boolean } | { admin: boolean }) =>
    call<User>(`users/${encodeURIComponent(login)}`, { method: "PUT", body: wish }),
  setPassword: (login: string, password: string) =>
    call<void>(`users/${encodeURIComponent(login)}/password`, { method: "PUT", body: { password } }),
  groups: (signal?: AbortSignal) => call<{ groups: UserGroup[] }>("groups", { signal }),
  addGroup: (name: string) => call<UserGroup>("groups", { method: "POST", body: { name } }),
  removeGroup: (id: number) => call<void>(`groups/${id}`, { method: "DELETE" }),
  joinGroup: (id: number, login: string) =>
    call<void>(`groups/${id}/members/${encodeURIComponent(login)}`, { method: "PUT" }),
  leaveGroup: (id: number, login: string) =>
    call<void>(`groups/${id}/members/${encodeURIComponent(login)}`, { method: "DELETE" }),
  enclaves: (signal?: AbortSignal) => call<{ enclaves: Enclave[] }>("enclaves", { signal }),
  addEnclave: (wish: { name: string; type: EnclaveType }) =>
    call<Enclave>("enclaves", { method: "POST", body: wish }),
  changeEnclave: (id: string, wish: { name: string; type: EnclaveType; templateName: string }) =>
    call<Enclave>(`enclaves/${id}`, { method: "PUT", body: wish }),
  grants: (enclave: string, signal?: AbortSignal) =>
    call<{ grants: Grant[] }>("grants", { query: { enclave }, signal }),
  grant: (wish: { enclave: string; rights: Right[] } & ({ user: string } | { group: string })) =>
    call<Grant>("grants", { method: "PUT", body: wish }),
  revoke: (enclave: string, holder: { user: string } | { group: string }) =>
    call<void>("grants", { method: "DELETE", query: { enclave, ...holder } }),
  keys: (all: boolean, signal?: AbortSignal) =>
    call<{ keys: ApiKey[] }>("keys", { query: { all: all ? "true" : undefined }, signal }),
  addKey: (wish: { user: string; name?: string }) => call<ApiKey>("keys", { method: "POST", body: wish }),
  revokeKey: (key: string) => call<void>(`keys/${key}`, { method: "DELETE" }),
};
