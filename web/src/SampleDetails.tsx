import { ActionIcon, Button, Loader, Tooltip } from "@mantine/core";
import { useState, type ReactNode } from "react";
import type { Given, Sample, Verdict, Why } from "./api";
import { ContainedIn } from "./ContainedIn";
import { CopyButton } from "./CopyButton";
import { ExtractedFiles } from "./ExtractedFiles";
import { FactTree } from "./FactTree";
import { count, localTime, plainName, shortHash, size } from "./format";
import { GivenBy } from "./GivenBy";
import { DownloadIcon, PencilIcon, TagIcon } from "./icons";
import { PlaceLink } from "./PlaceLink";
import { useGiven, useSampleDetails } from "./queries";
import classes from "./SampleDetails.module.css";
import { SampleHistory } from "./SampleHistory";
import { TagBadge } from "./TagBadge";
import type { Action } from "./target";
import { VerdictBadge } from "./VerdictBadge";

interface Props {
  sample: Sample;
  /** Absent for a past moment, which can't be edited. */
  onEditTags: (() => void) | undefined;
  /** Likewise. */
  onAct: ((action: Action) => void) | undefined;
}

/** The Expanded Details of a row: hashes, both kinds of tags and why, and what the analyser read. */
export function SampleDetails({ sample, onEditTags, onAct }: Props) {
  const { data, error, isPending } = useSampleDetails(sample.sha256, sample.status);
  // of a past moment it is not told who gave the tags that were there then
  const { data: given } = useGiven(sample.sha256, onEditTags !== undefined);
  const analysis = data?.analysis;
  const hashes: [string, string | undefined][] = [
    ["MD5", sample.md5],
    ["SHA1", sample.sha1],
    ["SHA256", sample.sha256],
    ["SHA512", data?.sha512],
  ];

  return (
    <section className={classes.details} aria-label={`Expanded Details of ${sample.name}`}>
      <div className={classes.columns}>
        <div>
          <h3>Sample</h3>
          <dl className={classes.pairs}>
            <Pair name="Name">
              <span className={classes.fileName}>{plainName(sample.name)}</span>
            </Pair>
            {hashes.map(([name, hash]) => (
              <Pair key={name} name={name}>
                <span className={classes.hash}>
                  <code>{hash ?? "…"}</code>
                  {hash !== undefined && <CopyButton text={hash} what={name} />}
                </span>
              </Pair>
            ))}
            <Pair name="Type">{sample.type ?? "not known yet"}</Pair>
            <Pair name="Size">
              {size(sample.size)} {sample.size >= 1024 && <span className={classes.dimmed}>({count(sample.size)} bytes)</span>}
            </Pair>
            <Pair name="Classification">
              <Classification verdict={sample.verdict} />
            </Pair>
            <Pair name="First seen">
              <Time iso={sample.firstSeen} />
            </Pair>
            <Pair name="Last seen">
              <Time iso={sample.lastSeen} />
            </Pair>
            <ContainedIn sha256={sample.sha256} />
            <Pair name="Download">
              <DownloadLink of={sample.sha256} what="content">
                Sample
              </DownloadLink>{" "}
              {data !== undefined && data.fileCount > 0 && (
                <DownloadLink of={sample.sha256} what="unpacked">
                  Extracted files as ZIP
                </DownloadLink>
              )}
            </Pair>
            {analysis && (
              <Pair name="Analysed">
                <Time iso={analysis.at} />{" "}
                <span className={classes.dimmed}>
                  engine {analysis.engine}, catalogue {analysis.catalogue}
                </span>
              </Pair>
            )}
          </dl>
          {onAct && (
            <div className={classes.userTags}>
              <Button size="compact-xs" variant="default" onClick={() => onAct("classify")}>
                Set classification
              </Button>
              <Button size="compact-xs" variant="default" onClick={() => onAct("reanalyse")}>
                Analyse again
              </Button>
              <Button size="compact-xs" variant="default" color="red.9" onClick={() => onAct("delete")}>
                Delete
              </Button>
            </div>
          )}
        </div>
        <div>
          <h3>User Tags</h3>
          {sample.tags.user.length > 0 && <UserTags names={sample.tags.user} given={given?.tags ?? []} />}
          <div className={classes.userTags}>
            {sample.tags.user.length === 0 && <span className={classes.dimmed}>None yet.</span>}
            {onEditTags && (
              <>
                <Button size="compact-xs" variant="default" leftSection={<TagIcon size={13} />} onClick={onEditTags}>
                  Edit Tags
                </Button>
                <Tooltip label="Change the User Tags">
                  <ActionIcon
                    className={classes.pencil}
                    variant="subtle"
                    color="gray"
                    size={24}
                    aria-label={`Change the User Tags of ${sample.name}`}
                    onClick={onEditTags}
                  >
                    <PencilIcon size={15} />
                  </ActionIcon>
                </Tooltip>
              </>
            )}
          </div>
          <h3>
            System Tags <span className={classes.dimmed}>– put on by the analysis</span>
          </h3>
          {sample.tags.system.length === 0 ? (
            <p className={classes.dimmed}>
              {sample.status === "queued" ? "The analysis is still to come." : "The analysis gave none."}
            </p>
          ) : (
            <SystemTags names={sample.tags.system} why={analysis?.why ?? []} given={given?.tags ?? []} />
          )}
        </div>
      </div>
      {error && (
        <p role="alert" className={classes.bad}>
          The details could not be read: {error.message}
        </p>
      )}
      {analysis?.error && (
        <p role="alert" className={classes.bad}>
          The analysis failed: {analysis.error}
        </p>
      )}
      {isPending && !error && <Loader size="sm" mt="sm" aria-label="Loading details" />}
      {data !== undefined && data.fileCount > 0 && (
        <ExtractedFiles
          sha256={sample.sha256}
          name={sample.name}
          total={data.fileCount}
          editable={onEditTags !== undefined}
        />
      )}
      {analysis && Object.keys(analysis.facts).length > 0 && (
        <div className={classes.facts}>
          <h3>Facts</h3>
          <FactTree facts={analysis.facts} />
        </div>
      )}
      <SampleHistory sha256={sample.sha256} name={sample.name} />
    </section>
  );
}

/** More than these are folded away. */
const USER_TAGS_SHOWN = 12;

/** Each User Tag beside who put it there. */
function UserTags({ names, given }: { names: string[]; given: Given[] }) {
  const [all, setAll] = useState(false);
  const folds = names.length > USER_TAGS_SHOWN + 1;
  const shown = folds && !all ? names.slice(0, USER_TAGS_SHOWN) : names;
  return (
    <>
      <ul className={classes.why} aria-label="User Tags and who gave them">
        {shown.map((name) => {
          const by = given.find((tag) => tag.kind === "user" && tag.name === name);
          return (
            <li key={name}>
              <span className={classes.whyTag}>
                <TagBadge kind="user">{name}</TagBadge>
              </span>
              <div className={classes.whyText}>{by && <GivenBy given={by} />}</div>
            </li>
          );
        })}
      </ul>
      {folds && (
        <Button size="compact-xs" variant="subtle" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? "Fewer" : `${names.length - USER_TAGS_SHOWN} more`}
        </Button>
      )}
    </>
  );
}

/** Each System Tag beside what it means; the rule's condition opens on demand. */
function SystemTags({ names, why, given }: { names: string[]; why: Why[]; given: Given[] }) {
  return (
    <ul className={classes.why}>
      {names.map((name) => {
        const reasons = why.filter((reason) => reason.tag === name);
        const by = given.find((tag) => tag.kind === "system" && tag.name === name);
        return (
          <li key={name}>
            <span className={classes.whyTag}>
              <TagBadge kind="system">{name}</TagBadge>
            </span>
            <div className={classes.whyText}>
              {reasons.map((reason) => (
                <details key={reason.when + reason.about}>
                  <summary>{reason.about}</summary>
                  <code className={classes.when}>{reason.when}</code>
                  {reason.indicators.map((indicator) => (
                    <div key={indicator} className={classes.indicator}>
                      {indicator}
                    </div>
                  ))}
                  {by && <GivenBy given={by} />}
                </details>
              ))}
              {reasons.length === 0 && by && <GivenBy given={by} />}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

function Classification({ verdict }: { verdict: Verdict | null }) {
  if (verdict === null) return <>unknown</>;
  return (
    <>
      <VerdictBadge verdict={verdict} /> {verdict.threatName}{" "}
      {verdict.origin !== null && (
        <PlaceLink to={{ page: "samples", filter: { q: verdict.origin } }} title={verdict.origin}>
          from the file {shortHash(verdict.origin)}
        </PlaceLink>
      )}
    </>
  );
}

/** The bytes may be hostile; the browser saves them and does not show them. */
function DownloadLink({ of, what, children }: { of: string; what: "content" | "unpacked"; children: ReactNode }) {
  return (
    <Button
      component="a"
      href={`/api/v1/samples/${of}/${what}`}
      download
      size="compact-xs"
      variant="default"
      leftSection={<DownloadIcon size={13} />}
    >
      {children}
    </Button>
  );
}

function Pair({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Time({ iso }: { iso: string }) {
  return (
    <time dateTime={iso} title={iso}>
      {localTime(iso)}
    </time>
  );
}
