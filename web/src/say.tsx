import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { api, type TagEditResult } from "./api";
import { AlertIcon, CheckIcon, UndoIcon } from "./icons";
import { undoNotice, type Notice } from "./notice";
import { PlaceLink } from "./PlaceLink";
import { randomId } from "./randomId";
import classes from "./say.module.css";
import { useChange } from "./useChange";

/** Long enough to read it and to reach for Undo; the history has it afterwards. */
const UNDO_SHOWN_MS = 20_000;

/**
 * Says in a notification what came of a change.
 *
 * @param operation its number, by which it can be undone from the notification; null if there was none
 * @param takesBack whether it was an undo, so that undoing it is to redo
 */
export function say(notice: Notice, operation: number | null = null, takesBack = false): void {
  const { title, lines, warn } = notice;
  const id = randomId();
  notifications.show({
    id,
    title,
    withBorder: true,
    color: warn ? "yellow" : lines.length === 0 ? "gray" : "green",
    icon: warn ? <AlertIcon size={16} /> : <CheckIcon size={16} />,
    message: (
      <>
        {lines.map((line) => (
          <div key={line}>{line}</div>
        ))}
        {operation !== null && <After operation={operation} takesBack={takesBack} onUndone={() => notifications.hide(id)} />}
      </>
    ),
    ...(operation === null ? {} : { autoClose: UNDO_SHOWN_MS }),
    closeButtonProps: { "aria-label": "Close notification" },
    classNames: { description: classes.notice!, title: classes.title! },
  });
}

/** What can be done about an operation that was just carried out. */
function After({ operation, takesBack, onUndone }: { operation: number; takesBack: boolean; onUndone: () => void }) {
  const undo = useChange(
    (id: number, key) => api.undo(id, undefined, key),
    (result: TagEditResult) => {
      // what came of the undo stands in its place
      onUndone();
      say(undoNotice(result.tags, takesBack, result.verdicts), result.operation, !takesBack);
    },
  );
  return (
    <>
      {undo.isError && (
        <div role="alert" className={classes.refusal}>
          {undo.error.message}
        </div>
      )}
      <div className={classes.buttons}>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<UndoIcon size={13} />}
          loading={undo.isPending}
          onClick={() => undo.mutate(operation)}
        >
          {takesBack ? "Redo" : "Undo"}
        </Button>
        <PlaceLink className={classes.link} to={{ page: "operation", id: operation }}>
          Operation {operation}
        </PlaceLink>
      </div>
    </>
  );
}
