import { ActionIcon, Checkbox, Menu } from "@mantine/core";
import { useCallback, useRef, useState, type Dispatch, type KeyboardEvent, type SetStateAction } from "react";
import type { Sample } from "./api";
import { samples as countSamples } from "./format";
import { AlertIcon, HistoryIcon, MenuIcon, TagIcon, TrashIcon } from "./icons";
import { SampleRow } from "./SampleRow";
import classes from "./SamplesTable.module.css";
import type { Action } from "./target";

interface Props {
  /** What is listed, for those who can't see it. */
  label?: string;
  samples: Sample[];
  selection: ReadonlySet<string>;
  onSelection: Dispatch<SetStateAction<ReadonlySet<string>>>;
  /** How many samples are chosen, with those that are not listed. */
  chosen: number;
  /** Whether tags can be edited: those of a past moment can't. */
  editable: boolean;
  onApplyTags: () => void;
  onEditTags: (sample: Sample) => void;
  /** Something else is to be done, with one sample or with those that are selected. */
  onAct: (action: Action, sample?: Sample) => void;
  /** The sample whose details are open to begin with. */
  openAtFirst: string | undefined;
}

export function SamplesTable({
  label = "Samples",
  samples,
  selection,
  onSelection,
  chosen,
  editable,
  onApplyTags,
  onEditTags,
  onAct,
  openAtFirst,
}: Props) {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set(openAtFirst === undefined ? [] : [openAtFirst]));
  const lastSelected = useRef<number | null>(null);
  // the rows keep their callbacks, so that a click draws again only the rows that it changes
  const latest = useRef(samples);
  latest.current = samples;
  const selectedHere = samples.filter((sample) => selection.has(sample.sha256)).length;

  const toggle = useCallback((sample: Sample) => {
    setOpened((before) => {
      const next = new Set(before);
      if (!next.delete(sample.sha256)) next.add(sample.sha256);
      return next;
    });
  }, []);

  /** With the shift key, everything from the row chosen before up to this one. */
  const select = useCallback(
    (at: number, on: boolean, withShift: boolean) => {
      const from = withShift && lastSelected.current !== null ? lastSelected.current : at;
      lastSelected.current = at;
      const range = latest.current.slice(Math.min(from, at), Math.max(from, at) + 1);
      onSelection((before) => {
        const next = new Set(before);
        for (const { sha256 } of range) {
          if (on) next.add(sha256);
          else next.delete(sha256);
        }
        return next;
      });
    },
    [onSelection],
  );

  return (
    <div className={classes.frame}>
      <table className={classes.table} onKeyDown={walkRows} aria-label={label}>
        <colgroup>
          <col className={classes.colSelect} />
          <col className={classes.colOpen} />
          <col className={classes.colName} />
          <col className={classes.colType} />
          <col className={classes.colSize} />
          <col className={classes.colSeen} />
          <col className={classes.colSystem} />
          <col className={classes.colUser} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">
              <Checkbox
                size="xs"
                aria-label="Select all samples listed"
                checked={selectedHere > 0 && selectedHere === samples.length}
                indeterminate={selectedHere > 0 && selectedHere < samples.length}
                onChange={(event) =>
                  onSelection(event.currentTarget.checked ? new Set(samples.map((sample) => sample.sha256)) : new Set())
                }
              />
            </th>
            <td />
            <th scope="col">Name and SHA1</th>
            <th scope="col">Type</th>
            <th scope="col" className={classes.size}>
              <span className={classes.sizeTitle}>
                Size
                <Menu position="bottom-end" width={200} shadow="md">
                  <Menu.Target>
                    <ActionIcon variant="subtle" color="gray" size={24} aria-label="Bulk actions" title="Bulk actions">
                      <MenuIcon size={16} />
                    </ActionIcon>
                  </Menu.Target>
                  <Menu.Dropdown className={classes.menu}>
                    <Menu.Label>
                      {!editable
                        ? "The past can’t be edited"
                        : chosen === 0
                          ? "Select samples first"
                          : `${countSamples(chosen)} selected`}
                    </Menu.Label>
                    <Menu.Item leftSection={<TagIcon size={16} />} disabled={chosen === 0 || !editable} onClick={onApplyTags}>
                      Apply tags
                    </Menu.Item>
                    <Menu.Item
                      leftSection={<AlertIcon size={16} />}
                      disabled={chosen === 0 || !editable}
                      onClick={() => onAct("classify")}
                    >
                      Set classification
                    </Menu.Item>
                    <Menu.Item
                      leftSection={<HistoryIcon size={16} />}
                      disabled={chosen === 0 || !editable}
                      onClick={() => onAct("reanalyse")}
                    >
                      Analyse again
                    </Menu.Item>
                    <Menu.Item
                      leftSection={<TrashIcon size={16} />}
                      disabled={chosen === 0 || !editable}
                      onClick={() => onAct("delete")}
                    >
                      Delete
                    </Menu.Item>
                  </Menu.Dropdown>
                </Menu>
              </span>
            </th>
            <th scope="col">First seen</th>
            <th scope="col">System Tags</th>
            <th scope="col">User Tags</th>
          </tr>
        </thead>
        <tbody>
          {samples.map((sample, at) => (
            <SampleRow
              key={sample.sha256}
              sample={sample}
              selected={selection.has(sample.sha256)}
              opened={opened.has(sample.sha256)}
              at={at}
              onSelect={select}
              onToggle={toggle}
              onEditTags={editable ? onEditTags : undefined}
              onAct={editable ? onAct : undefined}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Up, Down, Home and End go from row to row while the focus is on a row's opener. */
function walkRows(event: KeyboardEvent<HTMLTableElement>) {
  const from = (event.target as HTMLElement).closest("[data-row-opener]");
  if (!from) return;
  const openers = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-row-opener]")];
  const at = openers.indexOf(from as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: openers.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  openers[Math.max(0, Math.min(openers.length - 1, to))]?.focus();
}
