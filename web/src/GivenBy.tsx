import type { Given } from "./api";
import { localTime } from "./format";
import { doorName } from "./operationText";
import { PlaceLink } from "./PlaceLink";
import classes from "./SampleDetails.module.css";

/** Who put a tag there, when, through which door and why. */
export function GivenBy({ given: { by, at, via, operation, reason } }: { given: Given }) {
  return (
    <span className={classes.given}>
      <bdi>{by}</bdi>,{" "}
      <time dateTime={at} title={at}>
        {localTime(at)}
      </time>
      , {doorName(via)},{" "}
      <PlaceLink to={{ page: "operation", id: operation }} title={`Operation ${operation}`}>
        #{operation}
      </PlaceLink>
      {reason && (
        <>
          {" "}
          <q className={classes.reason}>{reason}</q>
        </>
      )}
    </span>
  );
}
