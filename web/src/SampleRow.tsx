import { ActionIcon, Checkbox, Loader } from "@mantine/core";
import { memo, type MouseEvent } from "react";
import type { Sample } from "./api";
import { CopyButton } from "./CopyButton";
import { count, localTime, shortHash, size } from "./format";
import { FileName } from "./FileName";
import { ChevronIcon } from "./icons";
import { SampleDetails } from "./SampleDetails";
import classes from "./SamplesTable.module.css";
import { TagList } from "./TagList";
import type { Action } from "./target";
import { VerdictBadge } from "./VerdictBadge";

interface Props {
  sample: Sample;
  selected: boolean;
  opened: boolean;
  /** Which row it is, from 0. */
  at: number;
  onSelect: (at: number, on: boolean, withShift: boolean) => void;
  onToggle: (sample: Sample) => void;
  /** Absent for a past moment, which can't be edited. */
  onEditTags: ((sample: Sample) => void) | undefined;
  /** Likewise. */
  onAct: ((action: Action, sample: Sample) => void) | undefined;
}

const TAGS_SHOWN = 8;

/** The columns of the table, across which the details of a row stretch. */
const COLUMNS = 8;

export const SampleRow = memo(function SampleRow({ sample, selected, opened, at, onSelect, onToggle, onEditTags, onAct }: Props) {
  const detailsId = `details-${sample.sha256}`;

  /** A click on the row opens it, unless it was meant for something in the row or marked a text. */
  function clicked(event: MouseEvent<HTMLTableRowElement>) {
    if ((event.target as HTMLElement).closest("a, button, input, label")) return;
    if (window.getSelection()?.isCollapsed === false) return;
    onToggle(sample);
  }

  return (
    <>
      <tr className={classes.row} data-selected={selected} data-opened={opened} onClick={clicked}>
        <td>
          <Checkbox
            className={classes.check}
            size="xs"
            aria-label={`Select ${sample.name}`}
            checked={selected}
            onChange={(event) => {
              const { shiftKey } = event.nativeEvent as unknown as { shiftKey?: boolean };
              onSelect(at, event.currentTarget.checked, shiftKey === true);
            }}
          />
        </td>
        <td className={classes.open}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={22}
            data-row-opener
            aria-label={`Details of ${sample.name}`}
            aria-expanded={opened}
            aria-controls={opened ? detailsId : undefined}
            onClick={() => onToggle(sample)}
          >
            <ChevronIcon size={15} className={classes.chevron} />
          </ActionIcon>
        </td>
        <td>
          <div className={classes.name}>
            <FileName name={sample.name} />
            <Status status={sample.gone ? "gone" : sample.status} />
            <VerdictBadge verdict={sample.verdict} />
          </div>
          <div className={classes.hash}>
            <span title={`SHA1 ${sample.sha1}`}>{shortHash(sample.sha1)}</span>
            <CopyButton text={sample.sha1} what="SHA1" />
          </div>
        </td>
        <td>
          <div className={classes.plain} title={sample.type ?? undefined}>
            {sample.type ?? "–"}
          </div>
        </td>
        <td className={classes.size}>
          <span title={`${count(sample.size)} bytes`}>{size(sample.size)}</span>
        </td>
        <td className={classes.seen}>
          <time dateTime={sample.firstSeen} title={sample.firstSeen}>
            {localTime(sample.firstSeen)}
          </time>
        </td>
        <td>
          <TagList kind="system" names={sample.tags.system} fold={TAGS_SHOWN} />
        </td>
        <td>
          <TagList kind="user" names={sample.tags.user} fold={TAGS_SHOWN} />
        </td>
      </tr>
      {opened && (
        <tr className={classes.details} data-selected={selected} id={detailsId}>
          <td colSpan={COLUMNS}>
            <SampleDetails
              sample={sample}
              onEditTags={onEditTags && !sample.gone ? () => onEditTags(sample) : undefined}
              onAct={onAct && !sample.gone ? (action) => onAct(action, sample) : undefined}
            />
          </td>
        </tr>
      )}
    </>
  );
});

/** Nothing for a sample that is done: that is the usual case. */
function Status({ status }: { status: Sample["status"] | "gone" }) {
  if (status === "processed") return null;
  return (
    <span className={classes.status} data-status={status}>
      {status === "queued" ? (
        <>
          <Loader size={9} color="gray" /> Queued
        </>
      ) : status === "gone" ? (
        "Removed since"
      ) : (
        "Failed"
      )}
    </span>
  );
}
