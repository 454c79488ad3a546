import type { SampleFilter } from "./api";
import classes from "./AsOfBanner.module.css";
import { localSecond } from "./format";
import { HistoryIcon } from "./icons";
import { PlaceLink } from "./PlaceLink";
import { withoutAsOf } from "./searchText";

/** Says that the list is that of a past moment, and is the way back to now. */
export function AsOfBanner({ filter, moment }: { filter: SampleFilter; moment: string }) {
  const { q, ...rest } = filter;
  const now = withoutAsOf(q ?? "");
  return (
    <div className={classes.banner} role="status">
      <HistoryIcon size={17} />
      <span>
        As it stood at{" "}
        <b>
          <time dateTime={moment} title={moment}>
            {localSecond(moment)}
          </time>
        </b>
        . The past can’t be edited.
      </span>
      <PlaceLink className={classes.link} to={{ page: "samples", filter: now === "" ? rest : { ...rest, q: now } }}>
        Show it as it is now
      </PlaceLink>
    </div>
  );
}
