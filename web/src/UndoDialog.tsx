import { Button, Modal } from "@mantine/core";
import { useState } from "react";
import { api, type TagEditResult } from "./api";
import { DialogFoot } from "./DialogFoot";
import classes from "./EditTagsDialog.module.css";
import { UndoIcon } from "./icons";
import { undoNotice } from "./notice";
import { Preview } from "./Preview";
import { undoLines } from "./previewText";
import { usePreview } from "./queries";
import { ReasonField } from "./ReasonField";
import { say } from "./say";
import { useChange } from "./useChange";

interface Props {
  operation: number;
  /** Whether the operation is an undo itself. */
  redo: boolean;
  onClose: () => void;
}

function changesAnything({ tags, verdicts }: TagEditResult): boolean {
  return tags.some((tag) => tag.changed > 0) || (verdicts?.changed ?? 0) > 0;
}

/** Shows what taking an operation back would do, then does it. */
export function UndoDialog({ operation, redo, onClose }: Props) {
  const [reason, setReason] = useState("");
  const preview = usePreview(operation, api.previewUndo);
  const undo = useChange(
    (why: string, key) => api.undo(operation, why === "" ? undefined : why, key),
    (result) => {
      say(undoNotice(result.tags, redo, result.verdicts), result.operation, !redo);
      onClose();
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Undo operation ${operation}`}
      size={520}
      closeButtonProps={{ "aria-label": "Close" }}
      classNames={{ title: classes.title, body: classes.body, content: classes.content, header: classes.content }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!undo.isPending && preview.result) undo.mutate(reason.trim());
        }}
      >
        <Preview lines={preview.result && undoLines(preview.result.tags, preview.result.verdicts)} error={preview.error} />
        <ReasonField my="md" data-autofocus value={reason} onChange={setReason} />
        <DialogFoot error={undo.error} onCancel={onClose}>
          <Button
            type="submit"
            leftSection={<UndoIcon size={16} />}
            disabled={preview.error !== null || !preview.result || !changesAnything(preview.result)}
            loading={undo.isPending}
          >
            Undo
          </Button>
        </DialogFoot>
      </form>
    </Modal>
  );
}
