import type { SampleFilter } from "./api";
import classes from "./FilterBar.module.css";
import { CrossIcon } from "./icons";
import { isBareWord } from "./completing";
import { go, isHash } from "./place";
import { PlaceLink } from "./PlaceLink";
import { TagBadge } from "./TagBadge";
import { TagMenu } from "./TagMenu";

/** What the list is narrowed to, and the way out. */
export function FilterBar({ filter }: { filter: SampleFilter }) {
  if (filter.q === undefined && filter.tag === undefined) return null;
  return (
    <div className={classes.bar} role="status">
      {filter.tag !== undefined && filter.kind !== undefined ? (
        <>
          <span>Tag</span>
          <TagBadge kind={filter.kind} plain>
            {filter.tag}
          </TagBadge>
          <TagMenu key={`${filter.kind} ${filter.tag}`} tag={filter.tag} kind={filter.kind} />
          <span className={classes.kind}>({filter.kind === "user" ? "User Tag" : "System Tag"})</span>
          <PlaceLink
            className={classes.link}
            to={{ page: "samples", filter: { q: `#${filter.tag}` } }}
            title="Show samples with any tag that contains this text"
          >
            partial match
          </PlaceLink>
        </>
      ) : filter.q!.startsWith("#") ? (
        <span>
          {filter.q === "#" ? (
            "Samples with any tag"
          ) : (
            <>
              Tags of both kinds that contain <b>{filter.q!.slice(1).trim()}</b>
            </>
          )}
        </span>
      ) : isBareWord(filter.q!) && !isHash(filter.q!) ? (
        <>
          <span>
            File names that contain <b>{filter.q}</b>
          </span>
          <PlaceLink
            className={classes.link}
            to={{ page: "samples", filter: { q: `#${filter.q}` } }}
            title="Show samples with any tag that contains this text"
          >
            look among the tags
          </PlaceLink>
        </>
      ) : (
        <span>
          Search <b className={classes.text}>{filter.q}</b>
        </span>
      )}
      <button type="button" className={classes.clear} onClick={() => go({})}>
        <CrossIcon size={13} /> Clear
      </button>
    </div>
  );
}
