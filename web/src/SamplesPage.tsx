import { Alert, Button, Center, Loader } from "@mantine/core";
import { useCallback, useEffect, useState } from "react";
import { ApiError, type Sample } from "./api";
import { EditTagsDialog } from "./EditTagsDialog";
import { EmptyList } from "./EmptyList";
import { FilterBar } from "./FilterBar";
import { count } from "./format";
import { isHash, useFilter } from "./place";
import { useSamples } from "./queries";
import classes from "./SamplesPage.module.css";
import { SamplesTable } from "./SamplesTable";

export function SamplesPage({ onUpload }: { onUpload: () => void }) {
  const filter = useFilter();
  const address = JSON.stringify(filter);
  const { data, error, isPending, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } = useSamples(filter);
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set());
  const [editing, setEditing] = useState<Sample[] | null>(null);

  const edit = useCallback((sample: Sample) => setEditing([sample]), []);

  useEffect(() => {
    setSelection(new Set());
    const what = filter.q ?? filter.tag;
    document.title = what === undefined ? "Samples – Earmark" : `${what} – Earmark`;
  }, [address]);

  const samples = data?.pages.flatMap((page) => page.samples) ?? [];
  const total = data?.pages[0]?.total ?? 0;
  const refused = error instanceof ApiError && error.status === 400;
  const selected = samples.filter((sample) => selection.has(sample.sha256));

  return (
    <main className={classes.page}>
      <h1 className="hidden-title">Samples</h1>
      <FilterBar filter={filter} />
      {error && (
        <Alert mb="md" role="alert" title={refused ? "This search can’t be done" : "The list could not be read"}>
          <span className={classes.refusal}>{error.message}</span>
          {!refused && (
            <div>
              <Button mt="sm" size="xs" variant="default" onClick={() => void refetch()}>
                Try again
              </Button>
            </div>
          )}
        </Alert>
      )}
      {isPending ? (
        <Center h={240}>
          <Loader aria-label="Loading samples" />
        </Center>
      ) : data ? (
        <>
          <div className={classes.bar}>
            <h2 className={classes.total} aria-live="polite">
              {count(total)} {total === 1 ? "sample" : "samples"}
            </h2>
            {selected.length > 0 && (
              <span className={classes.selected}>
                {count(selected.length)} selected
                <button type="button" className={classes.link} onClick={() => setSelection(new Set())}>
                  Clear selection
                </button>
              </span>
            )}
          </div>
          {samples.length === 0 ? (
            <EmptyList filter={filter} onUpload={onUpload} />
          ) : (
            <SamplesTable
              key={address}
              samples={samples}
              selection={selection}
              onSelection={setSelection}
              onApplyTags={() => setEditing(selected)}
              onEditTags={edit}
              openAtFirst={filter.q !== undefined && isHash(filter.q) ? samples[0]?.sha256 : undefined}
            />
          )}
          {hasNextPage && (
            <div className={classes.more}>
              <span>
                Showing {count(samples.length)} of {count(total)}
              </span>
              <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                Load more
              </Button>
            </div>
          )}
        </>
      ) : null}
      {editing && <EditTagsDialog samples={editing} onClose={() => setEditing(null)} />}
    </main>
  );
}
