import type { MouseEvent, ReactNode } from "react";
import type { Kind } from "./api";
import { go, tagHref } from "./place";
import classes from "./TagBadge.module.css";

interface Props {
  kind: Kind;
  children: ReactNode;
  /** Just looks like a tag; without it, `children` is the name and a click shows its samples. */
  plain?: boolean;
}

export function TagBadge({ kind, children, plain = false }: Props) {
  if (plain || typeof children !== "string") {
    return (
      <span className={classes.tag} data-kind={kind}>
        {children}
      </span>
    );
  }
  return (
    <a
      className={classes.tag}
      data-kind={kind}
      href={tagHref(children, kind)}
      title={`${kind === "user" ? "User Tag" : "System Tag"} ${children}: show its samples`}
      onClick={(event: MouseEvent) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        go({ tag: children, kind });
      }}
    >
      {children}
    </a>
  );
}

/** A text with the first occurrence of `part` marked, in any case. */
export function Matched({ text, part }: { text: string; part: string }) {
  const at = part === "" ? -1 : text.toLowerCase().indexOf(part.toLowerCase());
  if (at < 0) return <>{text}</>;
  return (
    <>
      {text.slice(0, at)}
      <b className={classes.matched}>{text.slice(at, at + part.length)}</b>
      {text.slice(at + part.length)}
    </>
  );
}
