import { Box, Button, Modal } from "@mantine/core";
import { useState } from "react";
import { api, type Deleted, type Deletion } from "./api";
import { DialogFoot } from "./DialogFoot";
import classes from "./EditTagsDialog.module.css";
import { count, samples } from "./format";
import { TrashIcon } from "./icons";
import { deletedNotice } from "./notice";
import { refreshLists, usePreview } from "./queries";
import { ReasonField } from "./ReasonField";
import { say } from "./say";
import { samplesOf, subjectOf, type Target } from "./target";
import { useChange } from "./useChange";

/** Says what is lost, then deletes samples. */
export function DeleteDialog({ target, onClose, onDeleted }: { target: Target; onClose: () => void; onDeleted: () => void }) {
  const [reason, setReason] = useState("");
  const asked: Deletion = samplesOf(target);
  const preview = usePreview<Deletion, Deleted>(asked, api.previewDelete);
  const remove = useChange(api.deleteSamples, (result: Deleted) => {
    say(deletedNotice(result));
    onClose();
    onDeleted();
  }, refreshLists);
  const subject = subjectOf(target);
  const lost = preview.result;
  return (
    <Modal
      opened
      onClose={onClose}
      title="Delete"
      size={520}
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": "Close" }}
      classNames={{ title: classes.title, body: classes.body, content: classes.content, header: classes.content }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (remove.isPending || !lost) return;
          remove.mutate(reason.trim() === "" ? asked : { ...asked, reason: reason.trim() });
        }}
      >
        <p className={classes.subject} title={subject}>
          {subject}
        </p>
        <div className={classes.about} role="status" aria-label="What is lost">
          {preview.error ? (
            preview.error.message
          ) : lost ? (
            <>
              <b>{samples(lost.samples)}</b>, with files extracted from them that are nowhere else: their bytes, analyses and{" "}
              <b>{count(lost.userTags)} User Tags</b> are lost. <b>This can’t be undone.</b> The history keeps who deleted them.
            </>
          ) : (
            "Counting…"
          )}
        </div>
        <ReasonField data-autofocus value={reason} onChange={setReason} />
        <Box mt="md">
          <DialogFoot error={remove.error} onCancel={onClose}>
            <Button
              type="submit"
              color="red.9"
              leftSection={<TrashIcon size={16} />}
              disabled={!lost}
              loading={remove.isPending}
            >
              {lost ? `Delete ${samples(lost.samples)}` : "Delete"}
            </Button>
          </DialogFoot>
        </Box>
      </form>
    </Modal>
  );
}
