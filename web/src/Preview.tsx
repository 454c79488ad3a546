import { Loader } from "@mantine/core";
import classes from "./Preview.module.css";
import type { PreviewLine } from "./previewText";

interface Props {
  /** What would happen; undefined while the server is asked. */
  lines: PreviewLine[] | undefined;
  error: Error | null;
}

const SHOWN = 12;

/** What a change would do, tag by tag, before it is saved. */
export function Preview({ lines, error }: Props) {
  return (
    <div className={classes.preview} role="status" aria-label="What will happen">
      {error ? (
        <span className={classes.refusal}>{error.message}</span>
      ) : lines === undefined ? (
        <span className={classes.waiting}>
          <Loader size={10} color="gray" /> Counting…
        </span>
      ) : (
        <>
          {lines.slice(0, SHOWN).map(({ name, text, warn }, at) => (
            <div key={`${at} ${name}`} data-warn={warn}>
              <b>{name}</b>: {text}
            </div>
          ))}
          {lines.length > SHOWN && <div>and {lines.length - SHOWN} more tags</div>}
        </>
      )}
    </div>
  );
}
