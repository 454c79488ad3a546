import { QueryCache, QueryClient, MutationCache, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useDebouncedValue } from "@mantine/hooks";
import { api, ApiError, type Kind, type Me, type SampleFilter, type Suggestion } from "./api";

export const PAGE_SIZE = 50;
const QUEUED_REFRESH_MS = 1500;
const QUEUED_REFRESH_LONG_LIST_MS = 6000;

/** Whoever is told 401 anywhere is logged out: the page shows the login again, at the same address. */
export function loggedOut(thrown: unknown): void {
  if (thrown instanceof ApiError && thrown.status === 401) changeCaller(null);
}

export const client = new QueryClient({
  queryCache: new QueryCache({ onError: loggedOut }),
  mutationCache: new MutationCache({ onError: loggedOut }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, thrown) => failures < 2 && !(thrown instanceof ApiError && thrown.status >= 400 && thrown.status < 500),
    },
  },
});

/** Someone logged in, or nobody is any more: nothing of the caller before may be shown. */
export function changeCaller(me: Me | null): void {
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== "me" });
  client.setQueryData(["me"], me);
}

/** The caller; null when not logged in. */
export function useMe() {
  return useQuery<Me | null>({
    queryKey: ["me"],
    queryFn: async ({ signal }) => {
      try {
        return await api.me(signal);
      } catch (thrown) {
        if (thrown instanceof ApiError && thrown.status === 401) return null;
        throw thrown;
      }
    },
    staleTime: Infinity,
  });
}

/** The samples of a filter, page by page. While some are queued, the list asks again by itself. */
export function useSamples(filter: SampleFilter) {
  return useInfiniteQuery({
    queryKey: ["samples", filter],
    queryFn: ({ pageParam, signal }) => api.samples(filter, pageParam, PAGE_SIZE, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: ({ state }) => {
      const pages = state.data?.pages ?? [];
      const waiting = pages.some((page) => page.samples.some((sample) => sample.status === "queued"));
      if (!waiting) return false;
      return pages.length > 4 ? QUEUED_REFRESH_LONG_LIST_MS : QUEUED_REFRESH_MS;
    },
  });
}

export function useSampleDetails(sha256: string, status: string) {
  // the status is part of the key: details read while the sample was queued are out of date afterwards
  return useQuery({ queryKey: ["sample", sha256, status], queryFn: ({ signal }) => api.sample(sha256, signal) });
}

/**
 * Tags in use that contain `text`. Each text is a question of its own, so an answer that comes late
 * can't replace a newer one; until the newest is here, what still matches of the one before is shown.
 */
export function useSuggestions(text: string, kind: Kind | undefined, enabled: boolean): Suggestion[] {
  const [asked] = useDebouncedValue(text, 120);
  const { data } = useQuery({
    queryKey: ["suggest", kind ?? "both", asked],
    queryFn: ({ signal }) => api.suggest(asked, kind, 20, signal),
    enabled: enabled && asked.length <= 40,
    placeholderData: (previous) => previous,
    staleTime: 30_000,
  });
  const part = text.toLowerCase();
  return enabled ? (data?.tags ?? []).filter((tag) => tag.name.toLowerCase().includes(part)) : [];
}

/** After tags or samples changed: everything that shows them asks again. */
export function refreshSamples(): void {
  for (const key of ["samples", "sample", "suggest"]) void client.invalidateQueries({ queryKey: [key] });
}
