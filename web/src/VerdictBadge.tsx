import type { Verdict } from "./api";
import { PlaceLink } from "./PlaceLink";
import classes from "./VerdictBadge.module.css";

/** What a sample counts as; a click shows all that do. Nothing for one that is unknown. */
export function VerdictBadge({ verdict }: { verdict: Verdict | null }) {
  if (verdict === null) return null;
  const { classification, riskScore, threatName, origin } = verdict;
  const about = [
    `Risk score ${riskScore} of 10`,
    threatName,
    origin === null ? "said by a user" : `because of the extracted file ${origin}`,
  ].filter((part) => part !== null);
  return (
    <span className={classes.verdict} data-verdict={classification}>
      <PlaceLink to={{ page: "samples", filter: { q: `classification:${classification}` } }} title={about.join("; ")}>
        {classification} {riskScore}
        {origin !== null && " (file in it)"}
      </PlaceLink>
    </span>
  );
}
