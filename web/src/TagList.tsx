import { useState } from "react";
import type { Kind } from "./api";
import { TagBadge } from "./TagBadge";
import classes from "./TagList.module.css";

interface Props {
  kind: Kind;
  names: string[];
  /** How many to show before the rest is folded away; all if absent. */
  fold?: number;
  /** Without links. */
  plain?: boolean;
}

/** Tags of one kind that can be clicked. */
export function TagList({ kind, names, fold = Infinity, plain = false }: Props) {
  const [open, setOpen] = useState(false);
  // hiding a single tag would save no room
  const folds = names.length > fold + 1;
  const shown = folds && !open ? names.slice(0, fold) : names;
  const title = kind === "user" ? "User Tags" : "System Tags";
  return (
    <span className={classes.list} role="list" aria-label={title}>
      {shown.map((name) => (
        <span key={name} role="listitem" className={classes.item}>
          <TagBadge kind={kind} plain={plain}>{name}</TagBadge>
        </span>
      ))}
      {folds && (
        <span role="listitem">
          <button
            type="button"
            className={classes.more}
            aria-expanded={open}
            aria-label={open ? `Fewer ${title}` : `${names.length - fold} more ${title}`}
            onClick={() => setOpen(!open)}
          >
            {open ? "less" : `+${names.length - fold}`}
          </button>
        </span>
      )}
    </span>
  );
}
