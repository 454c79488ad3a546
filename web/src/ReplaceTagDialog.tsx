import { Autocomplete, Button, Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import { api, type TagReplacement } from "./api";
import { DialogFoot } from "./DialogFoot";
import classes from "./EditTagsDialog.module.css";
import { tagNotice } from "./notice";
import { go } from "./place";
import { Preview } from "./Preview";
import { previewLines, replaceLabel } from "./previewText";
import { usePreview, useSuggestions } from "./queries";
import { ReasonField } from "./ReasonField";
import { say } from "./say";
import { tagProblem } from "./tags";
import { useChange } from "./useChange";

interface Props {
  action: TagReplacement["action"];
  tag: string;
  onClose: () => void;
}

const TITLES = { rename: "Rename tag", merge: "Merge tag into another", delete: "Delete tag everywhere" };

const ABOUT = {
  rename: "Every sample with the tag gets the new name instead.",
  merge: "Every sample with the tag gets the other one instead.",
  delete: "The tag is taken off every sample.",
};

/** Renames, merges or deletes a User Tag on all samples, after showing what that would do. */
export function ReplaceTagDialog({ action, tag, onClose }: Props) {
  const [to, setTo] = useState("");
  const [reason, setReason] = useState("");
  const target = to.trim();
  const problem = action === "delete" || target === "" ? null : target === tag ? "This is its name already." : tagProblem(target);
  const ready = action === "delete" || (target !== "" && problem === null);
  const replacement: TagReplacement = { action, tag, to: target };
  const preview = usePreview(ready ? replacement : null, api.previewReplace);
  const suggestions = useSuggestions(target, "user", action === "merge").filter((found) => found.name !== tag);

  const save = useChange(api.replaceTag, (result) => {
    say(tagNotice(result.tags), result.operation);
    onClose();
    go(action === "delete" ? {} : { tag: target, kind: "user" });
  });

  return (
    <Modal
      opened
      onClose={onClose}
      title={TITLES[action]}
      size={520}
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": "Close" }}
      classNames={{ title: classes.title, body: classes.body, content: classes.content, header: classes.content }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!ready || save.isPending) return;
          save.mutate(reason.trim() === "" ? replacement : { ...replacement, reason: reason.trim() });
        }}
      >
        <p className={classes.about}>
          <b>{tag}</b>: {ABOUT[action]}
        </p>
        {action === "rename" && (
          <TextInput
            label="New name"
            data-autofocus
            spellCheck={false}
            autoComplete="off"
            value={to}
            error={problem}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
        )}
        {action === "merge" && (
          <Autocomplete
            label="Into"
            data-autofocus
            spellCheck={false}
            autoComplete="off"
            value={to}
            error={problem}
            data={suggestions.map((found) => found.name)}
            filter={({ options }) => options}
            limit={6}
            comboboxProps={{ transitionProps: { duration: 0 } }}
            onChange={setTo}
          />
        )}
        <ReasonField
          mt={action === "delete" ? undefined : "md"}
          data-autofocus={action === "delete" ? true : undefined}
          value={reason}
          onChange={setReason}
        />
        <div className={classes.outlook}>
          {ready && <Preview lines={preview.result && previewLines(preview.result.tags)} error={preview.error} />}
        </div>
        <DialogFoot error={save.error} onCancel={onClose}>
          <Button
            type="submit"
            color={action === "delete" ? "red.9" : undefined}
            disabled={!ready || preview.error !== null}
            loading={save.isPending}
          >
            {replaceLabel(replacement, preview.result?.tags)}
          </Button>
        </DialogFoot>
      </form>
    </Modal>
  );
}
