import { Button } from "@mantine/core";
import { useCallback, useState } from "react";
import type { Sample } from "./api";
import { EditTagsDialog } from "./EditTagsDialog";
import { filesOnce } from "./extracted";
import { count } from "./format";
import { FileIcon } from "./icons";
import { NotRead } from "./NotRead";
import { useExtracted } from "./queries";
import classes from "./SampleDetails.module.css";
import { useSampleActions } from "./sampleActions";
import { SamplesTable } from "./SamplesTable";
import type { Target } from "./target";
import { Unfolding } from "./Unfolding";

interface Props {
  sha256: string;
  name: string;
  /** How many files the whole tree has. */
  total: number;
  /** Whether tags can be edited: those of a past moment can't. */
  editable: boolean;
}

/** The files that were extracted from a sample, asked for when they are opened. */
export function ExtractedFiles(props: Props) {
  return (
    <Unfolding icon={<FileIcon size={13} />} title={`Extracted Files (${count(props.total)})`}>
      <Files {...props} />
    </Unfolding>
  );
}

function Files({ sha256, name, editable }: Props) {
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useExtracted(sha256);
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set());
  const [editing, setEditing] = useState<Target | null>(null);
  const edit = useCallback((sample: Sample) => setEditing({ samples: [sample] }), []);
  const actions = useSampleActions(() => setSelection(new Set()));
  if (error) {
    return <NotRead what="The files" className={classes.bad} error={error} onAgain={refetch} />;
  }
  const files = filesOnce(data?.pages.flatMap((page) => page.files) ?? []);
  const selected = files.filter((sample) => selection.has(sample.sha256));
  return (
    <>
      {files.length > 0 && (
        <SamplesTable
          label={`Files extracted from ${name}`}
          samples={files}
          selection={selection}
          onSelection={setSelection}
          chosen={selected.length}
          editable={editable}
          onApplyTags={() => setEditing({ samples: selected })}
          onEditTags={edit}
          onAct={(action, sample) => actions.act(action, { samples: sample ? [sample] : selected })}
          openAtFirst={undefined}
        />
      )}
      {hasNextPage && (
        <Button size="compact-xs" mt={8} variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          More files
        </Button>
      )}
      {actions.dialogs}
      {editing && <EditTagsDialog target={editing} onClose={() => setEditing(null)} />}
    </>
  );
}
