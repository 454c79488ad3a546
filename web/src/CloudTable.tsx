import { ActionIcon, Button, Checkbox, Menu } from "@mantine/core";
import type { CloudSample } from "./api";
import cloud from "./CloudTab.module.css";
import { canDownload, DOWNLOAD_FIRST } from "./cloudText";
import { CopyButton } from "./CopyButton";
import { FileName } from "./FileName";
import { count, localTime, samples as countSamples, shortHash, size } from "./format";
import { DownloadIcon, MenuIcon, TagIcon } from "./icons";
import { PlaceLink } from "./PlaceLink";
import classes from "./SamplesTable.module.css";
import { TagList } from "./TagList";

const TAGS_SHOWN = 8;

interface Props {
  samples: CloudSample[];
  /** The hashes of what is chosen. */
  selection: ReadonlySet<string>;
  onSelection: (selection: ReadonlySet<string>) => void;
  /** Those chosen that can be downloaded. */
  selected: CloudSample[];
  onDownload: (samples: CloudSample[]) => void;
}

/** Samples in the cloud: they show System Tags and can't be tagged. */
export function CloudTable({ samples, selection, onSelection, selected, onDownload }: Props) {
  const possible = samples.filter(canDownload);
  const all = possible.length > 0 && selected.length === possible.length;

  function select(sample: CloudSample, on: boolean) {
    const next = new Set(selection);
    if (on) next.add(sample.hash);
    else next.delete(sample.hash);
    onSelection(next);
  }

  return (
    <div className={classes.frame}>
      <table className={classes.table} aria-label="Samples in the cloud">
        <colgroup>
          <col className={classes.colSelect} />
          <col className={classes.colName} />
          <col className={classes.colType} />
          <col className={classes.colSize} />
          <col className={classes.colSeen} />
          <col className={classes.colSystem} />
          <col className={cloud.action} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">
              <Checkbox
                size="xs"
                aria-label="Select all cloud samples listed"
                checked={all}
                indeterminate={selected.length > 0 && !all}
                disabled={possible.length === 0}
                onChange={(event) =>
                  onSelection(event.currentTarget.checked ? new Set(possible.map(({ hash }) => hash)) : new Set())
                }
              />
            </th>
            <th scope="col">Name and SHA1</th>
            <th scope="col">Type</th>
            <th scope="col" className={classes.size}>
              <span className={classes.sizeTitle}>
                Size
                <Menu position="bottom-end" width={270} shadow="md">
                  <Menu.Target>
                    <ActionIcon variant="subtle" color="gray" size={24} aria-label="Bulk actions" title="Bulk actions">
                      <MenuIcon size={16} />
                    </ActionIcon>
                  </Menu.Target>
                  <Menu.Dropdown className={classes.menu}>
                    <Menu.Label>
                      {selected.length === 0 ? "Select samples first" : `${countSamples(selected.length)} selected`}
                    </Menu.Label>
                    <Menu.Item
                      leftSection={<DownloadIcon size={16} />}
                      disabled={selected.length === 0}
                      onClick={() => onDownload(selected)}
                    >
                      Download to the appliance
                    </Menu.Item>
                    <Menu.Item leftSection={<TagIcon size={16} />} disabled title={DOWNLOAD_FIRST}>
                      Apply tags
                    </Menu.Item>
                    <Menu.Label style={{ whiteSpace: "normal" }}>{DOWNLOAD_FIRST}.</Menu.Label>
                  </Menu.Dropdown>
                </Menu>
              </span>
            </th>
            <th scope="col">First seen</th>
            <th scope="col">System Tags</th>
            <th scope="col">Appliance</th>
          </tr>
        </thead>
        <tbody>
          {samples.map((sample) => (
            <Row
              key={sample.hash}
              sample={sample}
              selected={selection.has(sample.hash)}
              onSelect={(on) => select(sample, on)}
              onDownload={() => onDownload([sample])}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  sample: CloudSample;
  selected: boolean;
  onSelect: (on: boolean) => void;
  onDownload: () => void;
}

function Row({ sample, selected, onSelect, onDownload }: RowProps) {
  const name = sample.name || sample.sha1 || sample.hash;
  const possible = canDownload(sample);
  return (
    <tr className={classes.row} data-selected={selected && possible}>
      <td>
        <Checkbox
          className={classes.check}
          size="xs"
          aria-label={`Select ${name}`}
          checked={selected && possible}
          disabled={!possible}
          onChange={(event) => onSelect(event.currentTarget.checked)}
        />
      </td>
      <td>
        <div className={classes.name}>
          <FileName name={name} />
        </div>
        <div className={classes.hash}>
          <span title={`SHA1 ${sample.sha1}`}>{shortHash(sample.sha1 || sample.hash)}</span>
          <CopyButton text={sample.sha1 || sample.hash} what="SHA1" />
        </div>
        {sample.classification !== null && (
          <div className={cloud.verdict} data-verdict={sample.classification}>
            {[sample.classification, sample.threatName].filter(Boolean).join(": ")}
          </div>
        )}
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
        {sample.firstSeen === null ? (
          "–"
        ) : (
          <time dateTime={sample.firstSeen} title={sample.firstSeen}>
            {localTime(sample.firstSeen)}
          </time>
        )}
      </td>
      <td>
        {sample.tags.system === null ? (
          <span className={cloud.when}>not told by the cloud</span>
        ) : (
          <TagList kind="system" names={sample.tags.system} fold={TAGS_SHOWN} />
        )}
      </td>
      <td>
        {sample.here ? (
          <PlaceLink to={{ page: "samples", filter: { q: sample.sha256 ?? sample.sha1 } }}>On this appliance</PlaceLink>
        ) : sample.available ? (
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<DownloadIcon size={13} />}
            aria-label={`Download ${name} to the appliance`}
            onClick={onDownload}
          >
            Download
          </Button>
        ) : (
          <span className={cloud.when}>no bytes</span>
        )}
      </td>
    </tr>
  );
}
