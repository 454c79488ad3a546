import { Button, Loader } from "@mantine/core";
import type { Operation } from "./api";
import { localTime, samples } from "./format";
import { NotRead } from "./NotRead";
import classes from "./OperationList.module.css";
import { deeds, doorName, heading, verdictText } from "./operationText";
import { PlaceLink } from "./PlaceLink";
import type { OperationPages } from "./queries";
import { TagList } from "./TagList";

interface Props {
  pages: OperationPages;
  label: string;
  /** Of one sample, so that the number of samples goes without saying. */
  ofSample?: boolean;
}

const TAGS_SHOWN = 8;

/** Operations, newest first, page by page. */
export function OperationList({ pages, label, ofSample = false }: Props) {
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = pages;
  const operations = data?.pages.flatMap((page) => page.operations) ?? [];
  return (
    <>
      {error && <NotRead what="The history" className={classes.problem} error={error} onAgain={refetch} />}
      {isPending && !error && <Loader size="sm" aria-label="Loading the history" />}
      {data && operations.length === 0 && <p className={classes.none}>Nothing was done yet.</p>}
      {operations.length > 0 && (
        <ol className={classes.list} aria-label={label}>
          {operations.map((operation) => (
            <Row key={operation.id} operation={operation} ofSample={ofSample} />
          ))}
        </ol>
      )}
      {hasNextPage && (
        <Button
          mt="sm"
          size="xs"
          variant="default"
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          Show older ones
        </Button>
      )}
    </>
  );
}

function Row({ operation, ofSample }: { operation: Operation; ofSample: boolean }) {
  const { id, at, by, via, reason, undoneBy, arrived, gone } = operation;
  return (
    <li className={classes.row} data-undone={undoneBy !== null}>
      <PlaceLink to={{ page: "operation", id }} className={classes.number} title={`Operation ${id}`}>
        {id}
      </PlaceLink>
      <time className={classes.at} dateTime={at} title={at}>
        {localTime(at)}
      </time>
      <span className={classes.by}>
        <bdi>{by}</bdi>
        <span className={classes.door}>{doorName(via)}</span>
      </span>
      <div className={classes.what}>
        <span className={classes.heading}>
          {heading(operation)}
          {!ofSample && arrived + gone > 0 && `: ${samples(arrived + gone)}`}
          {undoneBy !== null && (
            <PlaceLink to={{ page: "operation", id: undoneBy }} className={classes.undone}>
              undone by operation {undoneBy}
            </PlaceLink>
          )}
        </span>
        <Deeds operation={operation} ofSample={ofSample} />
        {operation.verdicts.map((verdict) => (
          <div key={verdictText(verdict)} className={classes.deed}>
            <span>{verdictText(verdict)}</span>
            {!ofSample && <span className={classes.reach}>{samples(verdict.samples)}</span>}
          </div>
        ))}
        {ofSample && operation.propagated > 0 && <div className={classes.deed}>because of a file in it</div>}
        {reason && <q className={classes.reason}>{reason}</q>}
      </div>
    </li>
  );
}

function Deeds({ operation, ofSample }: { operation: Operation; ofSample: boolean }) {
  return deeds(operation.tags).map(({ does, tags, samples: number }) => {
    const kinds = (["user", "system"] as const).map((kind) => ({
      kind,
      names: tags.filter((tag) => tag.kind === kind).map((tag) => tag.name),
    }));
    return (
      <div key={`${does} ${number}`} className={classes.deed}>
        <span className={classes.sign} data-does={does}>
          {does}
        </span>
        {kinds.map(
          ({ kind, names }) => names.length > 0 && <TagList key={kind} kind={kind} names={names} fold={TAGS_SHOWN} />,
        )}
        {!ofSample && (
          <span className={classes.reach}>
            {does === "added" ? "to" : "from"} {samples(number)}
          </span>
        )}
      </div>
    );
  });
}
