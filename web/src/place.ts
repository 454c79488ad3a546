import { useSyncExternalStore } from "react";
import type { AlertFilter, Door, Kind, OperationFilter, SampleFilter } from "./api";

/**
 * Where in the page the user is. The address holds it, so that it can be shared and gone back to:
 * `/?q=…` is a list of samples, `/#/operations` the history, `/#/operations/17` one operation, `/#/alerts` and
 * `/#/alerts/17` likewise, `/#/subscriptions` what is subscribed to, `/#/access/users` and so on who may do what.
 */
export type Place =
  | { page: "samples"; filter: SampleFilter }
  | { page: "operations"; filter: OperationFilter }
  | { page: "operation"; id: number }
  | { page: "alerts"; filter: AlertFilter }
  | { page: "alert"; id: number }
  | { page: "subscriptions" }
  | { page: "access"; part: AccessPart }
  | { page: "enclave"; id: string };

/** What is administered, each on a page of its own. */
export const ACCESS_PARTS = ["users", "groups", "enclaves", "keys"] as const;
export type AccessPart = (typeof ACCESS_PARTS)[number];

export const DOORS = ["ui", "api", "cli", "spectra", "analysis"] as const satisfies readonly Door[];

export const SORTS: readonly (readonly [value: string, label: string])[] = [
  ["arrival desc", "Newest first"],
  ["arrival asc", "Oldest first"],
  ["lastseen desc", "Last seen, latest first"],
  ["filename asc", "File name, A to Z"],
  ["filename desc", "File name, Z to A"],
  ["sampletype asc", "Type, A to Z"],
  ["size desc", "Size, largest first"],
  ["size asc", "Size, smallest first"],
  ["filecount desc", "Extracted files, most first"],
  ["threatname asc", "Threat name, A to Z"],
];

export const NEWEST_FIRST = SORTS[0]![0];

export function readFilter(search: string): SampleFilter {
  const params = new URLSearchParams(search);
  const tag = params.get("tag");
  const kind = readKind(params.get("kind"));
  const asked = params.get("sort");
  const sort = asked !== NEWEST_FIRST && SORTS.some(([value]) => value === asked) ? { sort: asked! } : {};
  if (tag && kind) return { tag, kind, ...sort };
  const q = params.get("q")?.trim();
  return q ? { q, ...sort } : sort;
}

export function readPlace(search: string, hash: string): Place {
  const [path = "", query = ""] = hash.replace(/^#/, "").split("?", 2);
  const one = /^\/(operation|alert)s\/([1-9][0-9]{0,14})$/.exec(path);
  if (one) return { page: one[1] as "operation" | "alert", id: Number(one[2]) };
  if (path === "/operations") return { page: "operations", filter: readOperationFilter(query) };
  if (path === "/alerts") return { page: "alerts", filter: readAlertFilter(query) };
  if (path === "/subscriptions") return { page: "subscriptions" };
  const part = ACCESS_PARTS.find((one) => path === `/access/${one}`);
  if (part) return { page: "access", part };
  const enclave = /^\/access\/enclaves\/([0-9a-f-]{36})$/.exec(path);
  if (enclave) return { page: "enclave", id: enclave[1]! };
  return { page: "samples", filter: readFilter(search) };
}

function readOperationFilter(query: string): OperationFilter {
  const params = new URLSearchParams(query);
  const filter: OperationFilter = {};
  const by = params.get("by")?.trim();
  const via = DOORS.find((door) => door === params.get("via"));
  const tag = params.get("tag");
  const kind = readKind(params.get("kind"));
  if (by) filter.by = by;
  if (via) filter.via = via;
  if (tag && kind) Object.assign(filter, { tag, kind });
  return filter;
}

function readAlertFilter(query: string): AlertFilter {
  const params = new URLSearchParams(query);
  const filter: AlertFilter = {};
  const subscription = params.get("subscription") ?? "";
  if (params.get("unread") === "true") filter.unread = true;
  if (/^[1-9][0-9]{0,14}$/.test(subscription)) filter.subscription = Number(subscription);
  return filter;
}

function readKind(text: string | null): Kind | undefined {
  return text === "system" || text === "user" ? text : undefined;
}

export function href(filter: SampleFilter): string {
  const { q, tag, kind, sort } = filter;
  return `/${written(tag !== undefined && kind !== undefined ? { tag, kind, sort } : { q: q || undefined, sort })}`;
}

export const tagHref = (tag: string, kind: Kind) => href({ tag, kind });

export function placeHref(place: Place): string {
  switch (place.page) {
    case "samples":
      return href(place.filter);
    case "operations": {
      const { by, via, tag, kind } = place.filter;
      return `/#/operations${written({ by, via, tag, kind })}`;
    }
    case "operation":
      return `/#/operations/${place.id}`;
    case "alerts": {
      const { unread, subscription } = place.filter;
      return `/#/alerts${written({ unread: unread && "true", subscription: subscription?.toString() })}`;
    }
    case "alert":
      return `/#/alerts/${place.id}`;
    case "subscriptions":
      return "/#/subscriptions";
    case "access":
      return `/#/access/${place.part}`;
    case "enclave":
      return `/#/access/enclaves/${place.id}`;
  }
}

function written(values: { [name: string]: string | undefined }): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) params.set(name, value);
  }
  // a blank as %20: "+" is easily misread by people
  return params.size > 0 ? `?${params.toString().replaceAll("+", "%20")}` : "";
}

const HASH = /^([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})$/i;

export function isHash(text: string): boolean {
  return HASH.test(text);
}

/** The search that was meant by what stands in the search box; the server says what it can't search for. */
export function meant(typed: string): SampleFilter {
  const q = typed.trim();
  return q === "" ? {} : { q };
}

const listeners = new Set<() => void>();
const tell = () => listeners.forEach((listener) => listener());

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    window.addEventListener("popstate", tell);
    window.addEventListener("hashchange", tell);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      window.removeEventListener("popstate", tell);
      window.removeEventListener("hashchange", tell);
    }
  };
}

/** The place in the address; the same object as long as the address is the same. */
export function usePlace(): Place {
  const address = useSyncExternalStore(subscribe, () => window.location.search + window.location.hash);
  if (address !== last.address) {
    last = { address, place: readPlace(window.location.search, window.location.hash) };
  }
  return last.place;
}
let last: { address: string; place: Place } = { address: "", place: { page: "samples", filter: {} } };

const NO_FILTER: SampleFilter = {};

/** The filter of the list of samples; none elsewhere. */
export function useFilter(): SampleFilter {
  const place = usePlace();
  return place.page === "samples" ? place.filter : NO_FILTER;
}

/** Goes to a list of samples. */
export function go(filter: SampleFilter): void {
  goTo({ page: "samples", filter });
}

export function goTo(place: Place): void {
  const address = placeHref(place);
  if (address !== window.location.pathname + window.location.search + window.location.hash) {
    window.history.pushState(null, "", address);
    window.scrollTo(0, 0);
  }
  tell();
}
