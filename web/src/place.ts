import { useSyncExternalStore } from "react";
import type { Kind, SampleFilter } from "./api";

/** Where in the page the user is: the address holds the filter, so that it can be shared and gone back to. */

export function readFilter(search: string): SampleFilter {
  const params = new URLSearchParams(search);
  const tag = params.get("tag");
  const kind = params.get("kind");
  if (tag && (kind === "system" || kind === "user")) return { tag, kind };
  const q = params.get("q")?.trim();
  return q ? { q } : {};
}

export function href(filter: SampleFilter): string {
  const params = new URLSearchParams();
  if (filter.tag !== undefined && filter.kind !== undefined) {
    params.set("tag", filter.tag);
    params.set("kind", filter.kind);
  } else if (filter.q) {
    params.set("q", filter.q);
  }
  // a blank as %20: "+" is easily misread by people
  return params.size > 0 ? `/?${params.toString().replaceAll("+", "%20")}` : "/";
}

export const tagHref = (tag: string, kind: Kind) => href({ tag, kind });

const HASH = /^([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})$/i;

export function isHash(text: string): boolean {
  return HASH.test(text);
}

/**
 * The search that was meant by what stands in the search box. A word that could be a tag is looked
 * for among the tags; the rest goes to the server as it is, which explains what it can't search for.
 */
export function meant(typed: string): SampleFilter {
  const text = typed.trim();
  if (text === "") return {};
  if (text.startsWith("#") || isHash(text) || !/^[A-Za-z0-9][A-Za-z0-9 /._-]*$/.test(text)) return { q: text };
  return { q: `#${text}` };
}

const listeners = new Set<() => void>();
const tell = () => listeners.forEach((listener) => listener());

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) window.addEventListener("popstate", tell);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener("popstate", tell);
  };
}

/** The filter in the address; the same object as long as the address is the same. */
export function useFilter(): SampleFilter {
  const search = useSyncExternalStore(subscribe, () => window.location.search);
  if (search !== last.search) last = { search, filter: readFilter(search) };
  return last.filter;
}
let last: { search: string; filter: SampleFilter } = { search: "", filter: {} };

export function go(filter: SampleFilter): void {
  const address = href(filter);
  if (address !== window.location.pathname + window.location.search) {
    window.history.pushState(null, "", address);
    window.scrollTo(0, 0);
  }
  tell();
}
