import { plainName } from "./format";
import { PlaceLink } from "./PlaceLink";
import { useContainers } from "./queries";
import classes from "./SampleDetails.module.css";

/** Links to the containers that a sample is in; nothing if it is in none. */
export function ContainedIn({ sha256 }: { sha256: string }) {
  const { data } = useContainers(sha256);
  if (!data || data.containers.length === 0) return null;
  return (
    <>
      <dt>Contained in</dt>
      <dd>
        <ul className={classes.containers} aria-label="Contained in">
          {data.containers.map(({ path, sample }) => (
            <li key={sample.sha256 + path}>
              <PlaceLink to={{ page: "samples", filter: { q: sample.sha256 } }} className={classes.fileName}>
                {plainName(sample.name) || sample.sha256}
              </PlaceLink>{" "}
              <span className={classes.dimmed}>as {plainName(path)}</span>
            </li>
          ))}
          {data.next !== null && <li className={classes.dimmed}>and others</li>}
        </ul>
      </dd>
    </>
  );
}
