import type { Proposal } from "./api";
import { count } from "./format";
import classes from "./SearchBox.module.css";
import { Matched, TagBadge } from "./TagBadge";

/** One line of the search box's pull-down: a tag, a keyword with what it is for, or a value. */
export function ProposalOption({ proposal: { text, about, kind, count: number }, part }: { proposal: Proposal; part: string }) {
  if (kind) {
    return (
      <span className={classes.option}>
        <TagBadge kind={kind} plain>
          <Matched text={text} part={part} />
        </TagBadge>
        <span className={classes.kind}>{kind === "user" ? "User Tag" : "System Tag"}</span>
        {number != null && <span className={classes.count}>{count(number)}</span>}
      </span>
    );
  }
  return (
    <span className={classes.option}>
      <code className={classes.keyword}>{text}</code>
      {about && <span className={classes.about}>{about.replaceAll("`", "")}</span>}
    </span>
  );
}
