import type { SampleFilter } from "./api";
import classes from "./FilterBar.module.css";
import { CrossIcon } from "./icons";
import { go, href } from "./place";
import { TagBadge } from "./TagBadge";

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
          <span className={classes.kind}>({filter.kind === "user" ? "User Tag" : "System Tag"})</span>
          <Link filter={{ q: `#${filter.tag}` }} title="Show samples with any tag that contains this text">
            partial match
          </Link>
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

function Link({ filter, title, children }: { filter: SampleFilter; title: string; children: string }) {
  return (
    <a
      className={classes.link}
      href={href(filter)}
      title={title}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        go(filter);
      }}
    >
      {children}
    </a>
  );
}
