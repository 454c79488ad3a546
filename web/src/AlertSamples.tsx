import { Button, Loader } from "@mantine/core";
import { useCallback, useState } from "react";
import type { Alert, Sample, Way } from "./api";
import classes from "./AlertsPage.module.css";
import { EditTagsDialog } from "./EditTagsDialog";
import { FileName } from "./FileName";
import { count, samples as countSamples, shortHash } from "./format";
import { NotRead } from "./NotRead";
import { useAlertSamples } from "./queries";
import { useSampleActions } from "./sampleActions";
import { SamplesTable } from "./SamplesTable";
import type { Target } from "./target";

/** The samples of an alert: those that entered, then those that left. */
export function AlertSamples({ alert }: { alert: Alert }) {
  return (
    <>
      {alert.entered > 0 && <OneWay alert={alert.id} way="entered" total={alert.entered} />}
      {alert.left > 0 && <OneWay alert={alert.id} way="left" total={alert.left} />}
    </>
  );
}

function OneWay({ alert, way, total }: { alert: number; way: Way; total: number }) {
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useAlertSamples(alert, way);
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set());
  const [editing, setEditing] = useState<Target | null>(null);
  const actions = useSampleActions(() => setSelection(new Set()));
  const edit = useCallback((sample: Sample) => setEditing({ samples: [sample] }), []);
  const samples = data?.pages.flatMap((page) => page.samples) ?? [];
  const removed = data?.pages.flatMap((page) => page.removed) ?? [];
  const chosen = samples.filter((sample) => selection.has(sample.sha256) && !sample.gone);

  return (
    <section className={classes.way} aria-label={way === "entered" ? "Samples that entered" : "Samples that left"}>
      <h3 className={classes.wayTitle}>
        {countSamples(total)} {way}
        {chosen.length > 0 && <span className={classes.chosen}>{count(chosen.length)} selected</span>}
      </h3>
      {error && <NotRead what="The samples" className={classes.problem} error={error} onAgain={refetch} />}
      {isPending && !error && <Loader size="sm" aria-label="Loading the samples" />}
      {samples.length > 0 && (
        <SamplesTable
          samples={samples}
          selection={selection}
          onSelection={setSelection}
          chosen={chosen.length}
          editable
          onApplyTags={() => setEditing({ samples: chosen })}
          onEditTags={edit}
          onAct={(action, sample) => actions.act(action, { samples: sample ? [sample] : chosen })}
          openAtFirst={undefined}
        />
      )}
      {removed.length > 0 && (
        <ul className={classes.removed} aria-label="Removed since">
          {removed.map(({ sha256, sha1, name }) => (
            <li key={sha256}>
              <FileName name={name} /> <code title={`SHA1 ${sha1}`}>{shortHash(sha1)}</code> removed since
            </li>
          ))}
        </ul>
      )}
      {hasNextPage && (
        <div className={classes.more}>
          <span>
            Showing {count(samples.length + removed.length)} of {count(total)}
          </span>
          <Button size="xs" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Load more
          </Button>
        </div>
      )}
      {actions.dialogs}
      {editing && <EditTagsDialog target={editing} onClose={() => setEditing(null)} />}
    </section>
  );
}
