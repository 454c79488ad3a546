import { ActionIcon, Progress } from "@mantine/core";
import { count, size } from "./format";
import { FileName } from "./FileName";
import { CrossIcon } from "./icons";
import classes from "./UploadDialog.module.css";
import type { Upload } from "./useUploads";

interface Props {
  uploads: Upload[];
  sending: boolean;
  onForget: (id: number) => void;
}

const SAID: Record<Upload["state"], string> = {
  ready: "Ready",
  sending: "Sending",
  new: "New",
  known: "Known already",
  refused: "Refused",
};

/** The chosen files, each with its progress or with what became of it. */
export function UploadList({ uploads, sending, onForget }: Props) {
  const number = (state: Upload["state"]) => uploads.filter((upload) => upload.state === state).length;
  const results = (["new", "known", "refused"] as const).filter((state) => number(state) > 0);
  return (
    <>
      <ul className={classes.list} aria-label="Files to upload">
        {uploads.map((upload) => (
          <li key={upload.id} className={classes.file}>
            <FileName name={upload.file.name} />
            <span className={classes.size}>{size(upload.file.size)}</span>
            {upload.state === "sending" ? (
              <Progress value={upload.share * 100} size="sm" aria-label={`Progress of ${upload.file.name}`} />
            ) : (
              <span className={classes.state} data-state={upload.state}>
                {SAID[upload.state]}
              </span>
            )}
            {upload.state === "ready" && !sending ? (
              <ActionIcon
                variant="subtle"
                color="gray"
                size={20}
                aria-label={`Leave out ${upload.file.name}`}
                onClick={() => onForget(upload.id)}
              >
                <CrossIcon size={12} />
              </ActionIcon>
            ) : (
              <span />
            )}
            {upload.reason !== undefined && <span className={classes.reason}>{upload.reason}</span>}
          </li>
        ))}
      </ul>
      <p className={classes.summary} aria-live="polite">
        {results.map((state) => `${count(number(state))} ${SAID[state].toLowerCase()}`).join(", ")}
      </p>
    </>
  );
}
