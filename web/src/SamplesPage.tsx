import { Button, Center, Loader, Tabs } from "@mantine/core";
import { useCallback, useEffect, useState } from "react";
import type { Sample } from "./api";
import { AsOfBanner } from "./AsOfBanner";
import { CloudTab } from "./CloudTab";
import { EditTagsDialog } from "./EditTagsDialog";
import { EmptyList } from "./EmptyList";
import { FacetBar } from "./FacetBar";
import { FilterBar } from "./FilterBar";
import { count } from "./format";
import { BellIcon } from "./icons";
import { isHash, useFilter } from "./place";
import { useCloud, useCloudSamples, useSamples } from "./queries";
import { useSampleActions } from "./sampleActions";
import classes from "./SamplesPage.module.css";
import { SamplesTable } from "./SamplesTable";
import { SearchProblem } from "./SearchProblem";
import { cloudCount } from "./cloudText";
import { listed, searchOf } from "./searchText";
import { SelectionBar } from "./SelectionBar";
import { SortMenu } from "./SortMenu";
import { SubscriptionDialog } from "./SubscriptionDialog";
import type { Target } from "./target";

export function SamplesPage({ onUpload }: { onUpload: () => void }) {
  const filter = useFilter();
  const address = JSON.stringify(filter);
  const { data, error, isPending, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } = useSamples(filter);
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set());
  // all that the search finds, beyond the rows that are listed
  const [allFound, setAllFound] = useState(false);
  const [editing, setEditing] = useState<Target | null>(null);
  const [tab, setTab] = useState<string | null>("local");
  const cloud = useCloud().data;
  const searches = searchOf(filter) !== "";
  // on its own, so that what is here never waits for the cloud
  const inCloud = useCloudSamples(filter, cloud?.pageMax ?? 1, cloud?.configured === true && error === null);
  const [subscribing, setSubscribing] = useState(false);

  const edit = useCallback((sample: Sample) => setEditing({ samples: [sample] }), []);
  const select = useCallback<typeof setSelection>((next) => {
    setAllFound(false);
    setSelection(next);
  }, []);

  const actions = useSampleActions(() => select(new Set()));

  useEffect(() => {
    select(new Set());
    const what = filter.q ?? filter.tag;
    document.title = what === undefined ? "Samples – Earmark" : `${what} – Earmark`;
  }, [address]);

  const samples = data?.pages.flatMap((page) => page.samples) ?? [];
  const total = data?.pages[0]?.total ?? 0;
  const asOf = data?.pages[0]?.asOf ?? null;
  const selected = samples.filter((sample) => selection.has(sample.sha256));
  const allListed = samples.length > 0 && selected.length === samples.length;

  function chosenTarget(): Target {
    return allFound && allListed ? { query: searchOf(listed(filter)), total } : { samples: selected };
  }

  const here = isPending ? (
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
          <SelectionBar
            selected={selected.length}
            total={total}
            allListed={allListed && asOf === null}
            allFound={allFound && allListed}
            onAllFound={() => setAllFound(true)}
            onClear={() => select(new Set())}
          />
        )}
        {asOf === null && (
          <Button
            size="compact-sm"
            variant="default"
            className={classes.alertMe}
            leftSection={<BellIcon size={14} />}
            title="Hear of samples that enter or leave what this search finds"
            onClick={() => setSubscribing(true)}
          >
            Alert me
          </Button>
        )}
        {samples.length > 0 && <SortMenu filter={filter} />}
      </div>
      {samples.length === 0 ? (
        <EmptyList filter={filter} onUpload={onUpload} />
      ) : (
        <>
          <FacetBar filter={filter} enabled={asOf === null && total > 1} />
          <SamplesTable
            key={address}
            samples={samples}
            selection={selection}
            onSelection={select}
            chosen={allFound && allListed ? total : selected.length}
            editable={asOf === null}
            onApplyTags={() => setEditing(chosenTarget())}
            onEditTags={edit}
            onAct={(action, sample) => actions.act(action, sample ? { samples: [sample] } : chosenTarget())}
            openAtFirst={filter.q !== undefined && isHash(filter.q) ? samples[0]?.sha256 : undefined}
          />
        </>
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
  ) : null;

  return (
    <main className={classes.page}>
      <h1 className="hidden-title">Samples</h1>
      <FilterBar filter={filter} />
      {asOf !== null && <AsOfBanner filter={filter} moment={asOf} />}
      {error && <SearchProblem filter={filter} error={error} onAgain={() => void refetch()} />}
      {searches ? (
        <Tabs value={tab} onChange={setTab} keepMounted={false}>
          <Tabs.List aria-label="Where to search" mb="xs">
            <Tabs.Tab value="local">Local{data === undefined ? "" : ` (${count(total)})`}</Tabs.Tab>
            <Tabs.Tab value="cloud">Cloud{cloudCount(inCloud.data?.pages[0])}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="local">{here}</Tabs.Panel>
          <Tabs.Panel value="cloud">
            {cloud !== undefined && error === null && <CloudTab key={address} cloud={cloud} answer={inCloud} />}
          </Tabs.Panel>
        </Tabs>
      ) : (
        here
      )}
      {actions.dialogs}
      {subscribing && <SubscriptionDialog query={searchOf(listed(filter))} onClose={() => setSubscribing(false)} />}
      {editing && <EditTagsDialog target={editing} onClose={() => setEditing(null)} />}
    </main>
  );
}
