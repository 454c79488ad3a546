import { Box, Button, Modal, PasswordInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "./api";
import { DialogFoot } from "./DialogFoot";
import classes from "./EditTagsDialog.module.css";
import { say } from "./say";

/** Changes one's own password, or as an admin sets that of somebody else. */
export function PasswordDialog({ of, onClose }: { of?: string | undefined; onClose: () => void }) {
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const save = useMutation({
    mutationFn: () => (of === undefined ? api.changePassword(current, password) : api.setPassword(of, password)),
    onSuccess: () => {
      say({ title: "The password is changed", lines: ["All other sessions ended."], warn: false });
      onClose();
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!save.isPending) save.mutate();
  }
  const toggle = { visibilityToggleButtonProps: { "aria-label": "Show password" }, required: true, withAsterisk: false };
  return (
    <Modal
      opened
      onClose={onClose}
      title={of === undefined ? "Change password" : `Set the password of ${of}`}
      size={440}
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": "Close" }}
      classNames={{ title: classes.title, body: classes.body, content: classes.content, header: classes.content }}
    >
      <form onSubmit={submit}>
        {of === undefined && (
          <PasswordInput
            {...toggle}
            mb="md"
            label="Current password"
            autoComplete="current-password"
            data-autofocus
            value={current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
          />
        )}
        <PasswordInput
          {...toggle}
          label="New password"
          description="8 characters or more"
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Box mt="lg">
          <DialogFoot error={save.error} onCancel={onClose}>
            <Button type="submit" loading={save.isPending}>
              Save
            </Button>
          </DialogFoot>
        </Box>
      </form>
    </Modal>
  );
}
