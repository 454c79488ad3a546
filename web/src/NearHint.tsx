import type { NearDuplicate } from "./api";
import { count } from "./format";
import classes from "./NearHint.module.css";
import { differsIn } from "./suggested";

const SHOWN = 2;

/** Says which new names are nearly tags in use, and takes those instead by a click. Nothing is refused for it. */
export function NearHint({ near, onUse }: { near: NearDuplicate[]; onUse: (near: NearDuplicate) => void }) {
  // the closest for each name, so that the hint stays short
  const closest = near.filter((one, at) => near.findIndex((other) => other.name === one.name) === at);
  return (
    <div className={classes.hint} aria-live="polite" role="status" aria-label="Tags that may be meant">
      {closest.slice(0, SHOWN).map((one) => (
        <div key={one.name} className={classes.line}>
          <span>
            <b>{one.name}</b> would be new and {differsIn(one.why)} from <b>{one.of}</b>, on {count(one.count)}{" "}
            {one.count === 1 ? "sample" : "samples"}.
          </span>
          <button type="button" aria-label={`Use ${one.of} instead of ${one.name}`} onClick={() => onUse(one)}>
            Use existing
          </button>
        </div>
      ))}
    </div>
  );
}
