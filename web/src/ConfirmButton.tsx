import { Button, Modal } from "@mantine/core";
import { useState, type ReactNode } from "react";
import alerts from "./AlertsPage.module.css";
import dialog from "./EditTagsDialog.module.css";

interface Props {
  /** What the button says, and the one that does it. */
  action: string;
  /** What it is done to, for those who can't see where the button stands. */
  subject: string;
  loading: boolean;
  onConfirm: () => void;
  /** What it means. */
  children: ReactNode;
}

/** A button that asks before it does something that hurts. */
export function ConfirmButton({ action, subject, loading, onConfirm, children }: Props) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button size="compact-xs" variant="default" aria-label={`${action} ${subject}`} onClick={() => setAsking(true)}>
        {action}
      </Button>
      {asking && (
        <Modal
          opened
          onClose={() => setAsking(false)}
          title={`${action} ${subject}`}
          size={440}
          closeButtonProps={{ "aria-label": "Close" }}
          classNames={{ title: dialog.title, body: dialog.body, content: dialog.content, header: dialog.content }}
        >
          <p>{children}</p>
          <div className={alerts.buttons}>
            <Button variant="default" data-autofocus onClick={() => setAsking(false)}>
              Cancel
            </Button>
            <Button
              color="red.9"
              loading={loading}
              onClick={() => {
                setAsking(false);
                onConfirm();
              }}
            >
              {action}
            </Button>
          </div>
        </Modal>
      )}
    </>
  );
}
