import type { SampleFilter } from "./api";
import classes from "./FacetBar.module.css";
import { count } from "./format";
import { PlaceLink } from "./PlaceLink";
import { useFacets } from "./queries";
import { narrowed } from "./searchText";

const SHOWN = 12;

/**
 * The most frequent tags of a list; a click narrows the list to those that carry one. One line high
 * also while it is empty, so that the table below stays where it is.
 */
export function FacetBar({ filter, enabled }: { filter: SampleFilter; enabled: boolean }) {
  const tags = useFacets(filter, enabled).slice(0, SHOWN);
  if (!enabled) return null;
  return (
    <nav className={classes.bar} aria-label="Narrow by tag">
      {tags.length > 0 && <span className={classes.title}>Narrow by</span>}
      {tags.map(({ kind, name, count: number }) => (
        <PlaceLink
          key={`${kind} ${name}`}
          className={classes.facet}
          to={{ page: "samples", filter: narrowed(filter, kind, name) }}
          title={`Only samples with the ${kind === "user" ? "User" : "System"} Tag ${name}`}
        >
          <span className={classes.name} data-kind={kind}>
            {name}
          </span>
          <span className={classes.count}>{count(number)}</span>
        </PlaceLink>
      ))}
    </nav>
  );
}
