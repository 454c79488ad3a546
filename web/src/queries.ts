import { infiniteQueryOptions, QueryCache, QueryClient, MutationCache, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useDebouncedValue } from "@mantine/hooks";
import {
  api,
  ApiError,
  type AlertFilter,
  type Completions,
  type Download,
  type Kind,
  type Me,
  type NearDuplicate,
  type OperationFilter,
  type OperationPage,
  type SampleFilter,
  type SuggestedTag,
  type Suggestion,
  type TagEditResult,
  type Way,
} from "./api";
import { stillFitting } from "./completing";
import { isOpen } from "./cloudText";
import { listed, searchOf } from "./searchText";
import { stillMatches } from "./suggested";

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

function samplesOf(filter: SampleFilter) {
  return infiniteQueryOptions({
    queryKey: ["samples", filter],
    queryFn: ({ pageParam, signal }) => api.samples(listed(filter), pageParam, PAGE_SIZE, signal),
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

/** The samples of a filter, page by page. While some are queued, the list asks again by itself. */
export function useSamples(filter: SampleFilter) {
  return useInfiniteQuery(samplesOf(filter));
}

/** What the server could not understand of the search that is shown; it is not asked again. */
export function useSearchProblem(filter: SampleFilter): string | null {
  const { error } = useInfiniteQuery({ ...samplesOf(filter), enabled: false });
  return error instanceof ApiError && error.status === 400 ? error.message : null;
}

export function useSampleDetails(sha256: string, status: string) {
  // the status is part of the key: details read while the sample was queued are out of date afterwards
  return useQuery({ queryKey: ["sample", sha256, status], queryFn: ({ signal }) => api.sample(sha256, signal) });
}

/** The files of a container, page by page. While some are queued, the list asks again by itself. */
export function useExtracted(sha256: string) {
  return useInfiniteQuery({
    queryKey: ["extracted", sha256],
    queryFn: ({ pageParam, signal }) => api.extracted(sha256, pageParam, PAGE_SIZE, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: ({ state }) => {
      const pages = state.data?.pages ?? [];
      const waiting = pages.some((page) => page.files.some((file) => file.sample.status === "queued"));
      return waiting && QUEUED_REFRESH_LONG_LIST_MS;
    },
  });
}

const CONTAINERS_SHOWN = 10;

/** The first containers that a sample is in. */
export function useContainers(sha256: string) {
  return useQuery({
    queryKey: ["containers", sha256],
    queryFn: ({ signal }) => api.containers(sha256, CONTAINERS_SHOWN, signal),
  });
}

/**
 * Tags in use that contain `text`, then terms of vocabularies that are called so. Each text is a question of its own, so an answer that comes late
 * can't replace a newer one; until the newest is here, what still matches of the one before is shown.
 */
export function useSuggestions(text: string, kind: Kind | undefined, enabled: boolean): SuggestedTag[] {
  const [asked] = useDebouncedValue(text, 120);
  const { data } = useQuery({
    queryKey: ["suggest", kind ?? "both", asked],
    queryFn: ({ signal }) => api.suggest(asked, kind, 20, signal),
    enabled: enabled && asked.length <= 40,
    placeholderData: (previous) => previous,
    staleTime: 30_000,
  });
  return enabled ? (data?.tags ?? []).filter((tag) => stillMatches(tag, text, asked)) : [];
}

const NEAR_ASKED = 20;

/** Tags in use that are nearly some names, of those names that no tag bears. */
export function useNear(names: string[]): NearDuplicate[] {
  const [asked] = useDebouncedValue(names.slice(0, NEAR_ASKED).join("\n"), 250);
  const { data } = useQuery({
    queryKey: ["near", asked],
    queryFn: ({ signal }) => api.near(asked.split("\n"), signal),
    enabled: asked !== "",
    staleTime: 30_000,
    placeholderData: (previous) => previous,
    // a hint that can't be had is no news
    retry: false,
  });
  return (data?.nearDuplicates ?? []).filter((near) => names.includes(near.name));
}

/** What can stand at the caret; like suggestions, what still fits of the answer before is shown until the newest is here. */
export function useCompletions(text: string, caret: number, enabled: boolean): Completions | null {
  const [asked] = useDebouncedValue(text.slice(0, caret), 120);
  const { data } = useQuery({
    queryKey: ["complete", asked],
    queryFn: async ({ signal }) => ({ of: asked, ...(await api.complete(asked, asked.length, signal)) }),
    enabled,
    placeholderData: (previous) => previous,
    staleTime: 30_000,
    retry: false,
  });
  return enabled && data ? stillFitting(data, data.of, text.slice(0, caret)) : null;
}

export function useKeywords() {
  return useQuery({ queryKey: ["keywords"], queryFn: ({ signal }) => api.keywords(signal), staleTime: Infinity });
}

/** The tags that are on most samples of a list; those on every one would narrow nothing. */
export function useFacets(filter: SampleFilter, enabled: boolean): Suggestion[] {
  const q = searchOf(listed(filter));
  const { data } = useQuery({
    queryKey: ["facets", q],
    queryFn: ({ signal }) => api.facets(q, undefined, 30, signal),
    enabled,
  });
  return enabled ? (data?.tags ?? []).filter((tag) => tag.count < data!.total) : [];
}

const RELATED_ASKED = 40;

/** User Tags that often stand together with all of these; System Tags can't be put on by anybody. */
export function useRelated(tags: string[]): Suggestion[] {
  const [asked] = useDebouncedValue(tags.join("\n"), 250);
  const { data } = useQuery({
    queryKey: ["related", asked],
    queryFn: ({ signal }) => api.related(asked.split("\n"), RELATED_ASKED, signal),
    enabled: asked !== "",
    staleTime: 60_000,
    // a suggestion that can't be had is no news
    retry: false,
  });
  return tags.length > 0 ? (data?.tags ?? []).filter((tag) => tag.kind === "user" && !tags.includes(tag.name)) : [];
}

const CLOUD_FRESH_MS = 60_000;
const DOWNLOAD_REFRESH_MS = 1000;
const DOWNLOADS_REFRESH_MS = 30_000;

/** Which cloud there is. */
export function useCloud() {
  return useQuery({ queryKey: ["cloud"], queryFn: ({ signal }) => api.cloud(signal), staleTime: Infinity });
}

/** What the cloud has, page by page. It is asked seldom: it may be slow, and each question may cost. */
export function useCloudSamples(filter: SampleFilter, pageMax: number, enabled: boolean) {
  const q = searchOf(filter);
  const limit = Math.min(PAGE_SIZE, pageMax);
  return useInfiniteQuery({
    queryKey: ["cloud-samples", q, filter.sort],
    queryFn: ({ pageParam, signal }) => api.cloudSamples(q, filter.sort, pageParam, limit, signal),
    initialPageParam: 1,
    getNextPageParam: (page, _, at) => (page.more ? at + 1 : undefined),
    enabled: enabled && q !== "",
    staleTime: CLOUD_FRESH_MS,
    refetchOnWindowFocus: false,
    retry: false,
  });
}

/** The newest downloads from the cloud; while one is not over, they are asked for again and again. */
export function useDownloads(enabled: boolean) {
  return useQuery({
    queryKey: ["downloads"],
    queryFn: async ({ signal }) => (await api.downloads(signal)).downloads,
    enabled,
    refetchInterval: ({ state }) => (state.data?.some(isOpen) ? DOWNLOAD_REFRESH_MS : DOWNLOADS_REFRESH_MS),
  });
}

/** The samples of one download. */
export function useDownloadDetails(download: Download, enabled: boolean) {
  return useQuery({
    queryKey: ["download", download.id, download.changed],
    queryFn: ({ signal }) => api.downloadDetails(download.id, signal),
    enabled,
    placeholderData: (previous) => previous,
  });
}

/** After samples came from the cloud: what shows either side asks again. */
export function refreshAfterDownload(): void {
  refreshSamples();
  void client.invalidateQueries({ queryKey: ["cloud-samples"] });
}

const PREVIEW_WAIT_MS = 250;

/**
 * What a change would do now. Each change is a question of its own, so an answer that comes late
 * can't replace that of a newer one; while the newest is awaited there is none.
 *
 * @param change what is asked for, as a value that can be written as JSON; null asks nothing
 */
export function usePreview<C, R = TagEditResult>(
  change: C | null,
  ask: (change: C, signal: AbortSignal) => Promise<R>,
) {
  const now = change === null ? "" : JSON.stringify(change);
  const [asked] = useDebouncedValue(now, PREVIEW_WAIT_MS);
  const { data, error } = useQuery({
    queryKey: ["preview", asked],
    queryFn: ({ signal }) => ask(JSON.parse(asked) as C, signal),
    enabled: asked !== "" && asked === now,
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const current = asked === now && now !== "";
  return { result: current ? data : undefined, error: current ? error : null };
}

const OPERATIONS_SHOWN = 30;

function useOperationPages(
  key: unknown[],
  ask: (cursor: string | undefined, limit: number, signal: AbortSignal) => Promise<OperationPage>,
) {
  return useInfiniteQuery({
    queryKey: ["operations", ...key],
    queryFn: ({ pageParam, signal }) => ask(pageParam, OPERATIONS_SHOWN, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}
export type OperationPages = ReturnType<typeof useOperationPages>;

export function useOperations(filter: OperationFilter): OperationPages {
  return useOperationPages(["all", filter], (cursor, limit, signal) => api.operations(filter, cursor, limit, signal));
}

export function useSampleHistory(sha256: string): OperationPages {
  return useOperationPages(["sample", sha256], (cursor, limit, signal) =>
    api.sampleHistory(sha256, cursor, limit, signal),
  );
}

/** Who put each tag on a sample. */
export function useGiven(sha256: string, enabled: boolean) {
  return useQuery({ queryKey: ["given", sha256], queryFn: ({ signal }) => api.given(sha256, signal), enabled });
}

const ALERTS_SHOWN = 30;

export function useAlerts(filter: AlertFilter) {
  return useInfiniteQuery({
    queryKey: ["alerts", filter],
    queryFn: ({ pageParam, signal }) => api.alerts(filter, pageParam, ALERTS_SHOWN, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

/** The samples of an alert that went one way, page by page. */
export function useAlertSamples(id: number, way: Way) {
  return useInfiniteQuery({
    queryKey: ["alert-samples", id, way],
    queryFn: ({ pageParam, signal }) => api.alertSamples(id, way, pageParam, PAGE_SIZE, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

const UNREAD_REFRESH_MS = 60_000;

/** How many alerts are unread. Events keep it fresh; it asks now and then in case that there are none. */
export function useUnread(): number {
  const { data } = useQuery({
    queryKey: ["unread"],
    queryFn: ({ signal }) => api.unread(signal),
    refetchInterval: UNREAD_REFRESH_MS,
    retry: false,
  });
  return data?.unread ?? 0;
}

export function useSubscriptions() {
  return useQuery({ queryKey: ["subscriptions"], queryFn: ({ signal }) => api.subscriptions(signal) });
}

/** After alerts came or were marked, or subscriptions changed; done when what is shown has been asked again. */
export async function refreshAlerts(): Promise<void> {
  const keys = ["alerts", "alert", "unread", "subscriptions"];
  await Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] })));
}

/** What every list that shows samples, tags or operations is made of. */
const CHANGING = ["samples", "extracted", "containers", "sample", "suggest", "near", "facets", "related", "operations", "operation", "given", "alert-samples"];

/** What is shown of one sample; of a deleted one it would be asked in vain before the list without it is here. */
const OF_ONE = ["extracted", "containers", "sample", "operations", "operation", "given"];

/** After samples were deleted: the lists ask again, and what is shown of one when it is next opened. */
export function refreshLists(): void {
  for (const key of CHANGING) {
    void client.invalidateQueries({ queryKey: [key], refetchType: OF_ONE.includes(key) ? "none" : "active" });
  }
}

/** After tags or samples changed: everything that shows them asks again. */
export function refreshSamples(): void {
  for (const key of CHANGING) void client.invalidateQueries({ queryKey: [key] });
}
