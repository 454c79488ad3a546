import { NativeSelect, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";
import type { Door, OperationFilter } from "./api";
import { OperationList } from "./OperationList";
import classes from "./OperationsPage.module.css";
import { doorName } from "./operationText";
import { PageHeading } from "./PageHeading";
import { DOORS, goTo } from "./place";
import { useOperations } from "./queries";
import { TagBadge } from "./TagBadge";

const TYPING_MS = 400;

/** Everything that was done, by whom and through which door; or what was done with one tag. */
export function OperationsPage({ filter }: { filter: OperationFilter }) {
  const pages = useOperations(filter);
  const [by, setBy] = useState({ at: filter.by, text: filter.by ?? "" });
  const shownBy = by.at === filter.by ? by.text : (filter.by ?? "");
  const { tag, kind } = filter;

  useEffect(() => {
    document.title = tag === undefined ? "History – Earmark" : `History of ${tag} – Earmark`;
  }, [tag]);

  const latest = useRef(filter);
  latest.current = filter;

  /** What was typed comes a little later, so it joins the filter as it is by then. */
  function narrow(change: OperationFilter) {
    const next = Object.entries({ ...latest.current, ...change }).filter(([, value]) => value);
    goTo({ page: "operations", filter: Object.fromEntries(next) });
  }
  const narrowLater = useDebouncedCallback(narrow, TYPING_MS);

  return (
    <main className={classes.page}>
      <PageHeading className={classes.title}>
        History
        {tag !== undefined && kind !== undefined && (
          <>
            {" "}
            of <TagBadge kind={kind}>{tag}</TagBadge>
          </>
        )}
      </PageHeading>
      <div className={classes.filters}>
        <TextInput
          size="xs"
          label="Person"
          placeholder="Login"
          maxLength={200}
          spellCheck={false}
          autoComplete="off"
          value={shownBy}
          onChange={(event) => {
            const text = event.currentTarget.value;
            setBy({ at: filter.by, text });
            narrowLater({ by: text.trim() });
          }}
        />
        <NativeSelect
          size="xs"
          label="Door"
          data={[{ value: "", label: "Any" }, ...DOORS.map((door) => ({ value: door, label: doorName(door) }))]}
          value={filter.via ?? ""}
          onChange={(event) => narrow({ via: event.currentTarget.value as Door })}
        />
      </div>
      <div className={classes.card}>
        <OperationList pages={pages} label="Operations" />
      </div>
    </main>
  );
}
