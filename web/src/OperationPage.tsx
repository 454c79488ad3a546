import { Button, Center, Loader } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState, type ReactNode } from "react";
import { api, type Operation, type OperationTag } from "./api";
import { count, localTime, samples, shortHash } from "./format";
import { UndoIcon } from "./icons";
import { NothingRead } from "./NotRead";
import classes from "./OperationsPage.module.css";
import { doorName, heading, verdictText } from "./operationText";
import { PageHeading } from "./PageHeading";
import { PlaceLink } from "./PlaceLink";
import { tagTerm } from "./searchText";
import { TagBadge } from "./TagBadge";
import { UndoDialog } from "./UndoDialog";

/** How many samples of each tag are listed. */
const SAMPLES_SHOWN = 20;

/** One operation: who, when, why, and what it changed; and the way to take it back. */
export function OperationPage({ id }: { id: number }) {
  const { data, error, refetch } = useQuery({
    queryKey: ["operation", id],
    queryFn: ({ signal }) => api.operation(id, SAMPLES_SHOWN, signal),
  });
  const [undoing, setUndoing] = useState(false);

  useEffect(() => {
    document.title = `Operation ${id} – Earmark`;
  }, [id]);

  return (
    <main className={classes.page}>
      <div className={classes.top}>
        <PageHeading className={classes.title}>Operation {id}</PageHeading>
        {data && data.undoneBy === null && canBeUndone(data) && (
          <Button variant="default" leftSection={<UndoIcon size={16} />} onClick={() => setUndoing(true)}>
            Undo this operation
          </Button>
        )}
      </div>
      {error && <NothingRead title="The operation could not be read" error={error} onAgain={refetch} />}
      {!data && !error && (
        <Center h={200}>
          <Loader aria-label="Loading the operation" />
        </Center>
      )}
      {data && <Facts operation={data} />}
      {data && data.tags.length > 0 && <Tags operation={data} />}
      {data && data.verdicts.length > 0 && <Verdicts operation={data} />}
      <p>
        <PlaceLink to={{ page: "operations", filter: {} }} className={classes.back}>
          All operations
        </PlaceLink>
      </p>
      {undoing && data && <UndoDialog operation={id} redo={data.undoes !== null} onClose={() => setUndoing(false)} />}
    </main>
  );
}

function Facts({ operation }: { operation: Operation }) {
  const { at, by, via, reason, undoes, undoneBy, arrived, gone, goneSamples, propagated } = operation;
  return (
    <div className={classes.card}>
      <dl className={classes.facts}>
        <Fact name="What">{heading({ ...operation, undoes: null })}</Fact>
        <Fact name="Who">
          <PlaceLink to={{ page: "operations", filter: { by } }} title={`Everything that ${by} did`}>
            {by}
          </PlaceLink>
        </Fact>
        <Fact name="When">
          <time dateTime={at} title={at}>
            {localTime(at)}
          </time>
        </Fact>
        <Fact name="Through">{doorName(via)}</Fact>
        <Fact name="Why">{reason || "no reason given"}</Fact>
        {arrived > 0 && <Fact name="Arrived">{samples(arrived)}</Fact>}
        {gone > 0 && (
          <Fact name="Deleted">
            <Samples number={gone} hashes={goneSamples} />
          </Fact>
        )}
        {propagated > 0 && <Fact name="Follows">for {samples(propagated)} that hold these files</Fact>}
        {undoes !== null && (
          <Fact name="Undoes">
            <PlaceLink to={{ page: "operation", id: undoes }}>Operation {undoes}</PlaceLink>
          </Fact>
        )}
        {undoneBy !== null && (
          <Fact name="Undone by">
            <PlaceLink to={{ page: "operation", id: undoneBy }}>Operation {undoneBy}</PlaceLink>
          </Fact>
        )}
      </dl>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Tags({ operation: { id, tags } }: { operation: Operation }) {
  return (
    <>
      <h2 className={classes.subtitle}>Tags</h2>
      <div className={`${classes.card} ${classes.frame}`}>
        <table className={classes.tags} aria-label="Tags that it changed">
          <thead>
            <tr>
              <th scope="col">Tag</th>
              <th scope="col">Added to</th>
              <th scope="col">Removed from</th>
              <th scope="col">Left as it was</th>
              <th scope="col">Skipped</th>
            </tr>
          </thead>
          <tbody>
            {tags.map((tag) => (
              <tr key={`${tag.kind} ${tag.name}`}>
                <td>
                  <TagBadge kind={tag.kind}>{tag.name}</TagBadge>
                </td>
                <td className={classes.number}>
                  <Samples number={tag.added} hashes={tag.addedTo} />
                  {tag.added > (tag.addedTo?.length ?? 0) && <Still operation={id} tag={tag} />}
                </td>
                <td className={classes.number}>
                  <Samples number={tag.removed} hashes={tag.removedFrom} />
                </td>
                <td className={classes.number}>{count(tag.unchanged)}</td>
                <td className={classes.number}>{count(tag.skipped)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** What is gone stays gone. */
function canBeUndone({ gone, tags, verdicts }: Operation): boolean {
  return gone === 0 && (verdicts.length > 0 || tags.some((tag) => tag.added + tag.removed > 0));
}

function Verdicts({ operation: { verdicts } }: { operation: Operation }) {
  return (
    <>
      <h2 className={classes.subtitle}>Classification</h2>
      <div className={`${classes.card} ${classes.frame}`}>
        <table className={classes.tags} aria-label="What it says that samples are">
          <thead>
            <tr>
              <th scope="col">Are now</th>
              <th scope="col">Samples</th>
            </tr>
          </thead>
          <tbody>
            {verdicts.map((verdict) => (
              <tr key={verdictText(verdict)}>
                <td>{verdictText(verdict)}</td>
                <td className={classes.number}>
                  <Samples number={verdict.samples} hashes={verdict.of} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** How many samples, and which they are. */
function Samples({ number, hashes = [] }: { number: number; hashes?: string[] | undefined }) {
  if (hashes.length === 0) return count(number);
  return (
    <details open={hashes.length <= 3}>
      <summary>{samples(number)}</summary>
      <ul className={classes.hashes}>
        {hashes.map((hash) => (
          <li key={hash}>
            <PlaceLink to={{ page: "samples", filter: { q: hash } }} title={hash}>
              {shortHash(hash)}
            </PlaceLink>
          </li>
        ))}
      </ul>
      {number > hashes.length && <div>and {count(number - hashes.length)} more</div>}
    </details>
  );
}

/** The way to all samples that carry a tag from this operation still. */
function Still({ operation, tag }: { operation: number; tag: OperationTag }) {
  return (
    <PlaceLink to={{ page: "samples", filter: { q: `${tagTerm(tag.kind, tag.name)} tag-op:${operation}` } }}>
      those that still carry it
    </PlaceLink>
  );
}
