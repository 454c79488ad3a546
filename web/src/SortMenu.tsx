import { NativeSelect } from "@mantine/core";
import type { SampleFilter } from "./api";
import { go, NEWEST_FIRST, SORTS } from "./place";
import classes from "./SortMenu.module.css";

/** In which order the list is. */
export function SortMenu({ filter }: { filter: SampleFilter }) {
  return (
    <NativeSelect
      className={classes.sort}
      size="xs"
      aria-label="Sort by"
      data={SORTS.map(([value, label]) => ({ value, label }))}
      value={filter.sort ?? NEWEST_FIRST}
      onChange={(event) => {
        const { sort: _, ...rest } = filter;
        const { value } = event.currentTarget;
        go(value === NEWEST_FIRST ? rest : { ...rest, sort: value });
      }}
    />
  );
}
