import { Kbd } from "@mantine/core";
import type { Completions } from "./api";
import { isBareWord } from "./completing";
import { isHash } from "./place";
import classes from "./SearchBox.module.css";

interface Props {
  typed: string;
  /** What the language expects at the caret. */
  expects: Completions["expects"] | undefined;
  /** Why the search that is shown could not be done. */
  problem: string | null;
}

/** What Enter will do, under the search box. */
export function SearchHint({ typed, expects, problem }: Props) {
  const enter = <Kbd size="xs">Enter</Kbd>;
  const part = typed.slice(1).trim();
  return (
    <div className={classes.hint}>
      {problem !== null ? (
        <span className={classes.problem}>{problem}</span>
      ) : typed === "" ? (
        <>
          <b>#</b> and part of a tag, a whole hash, part of a file name, or terms such as <code>tag-user:apt28</code>.
          The <b>?</b> beside the box lists all keywords.
        </>
      ) : isHash(typed) ? (
        <>{enter} the sample with this hash</>
      ) : typed.startsWith("#") ? (
        part === "" ? (
          <>{enter} all samples with any tag</>
        ) : (
          <>
            {enter} all samples with a tag that contains <b>{part}</b>
          </>
        )
      ) : expects === "date" ? (
        <>
          A date: <code>2026-02-20</code>, <code>2026-02-20T10:20:30Z</code>, or where a range may stand{" "}
          <code>[2026-02-01 TO *]</code>
        </>
      ) : isBareWord(typed) ? (
        <>
          {enter} samples whose file name contains <b>{typed}</b>; <b>#{typed}</b> looks among the tags
        </>
      ) : (
        <>{enter} samples that fit all of it; a blank means AND, also OR, NOT and parentheses</>
      )}
    </div>
  );
}
