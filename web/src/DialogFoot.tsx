import { Alert, Button, Group } from "@mantine/core";
import type { ReactNode } from "react";

interface Props {
  /** Why it could not be done, after it was tried. */
  error: Error | null;
  onCancel: () => void;
  /** The button that does it. */
  children: ReactNode;
}

/** The end of a dialog that changes something. */
export function DialogFoot({ error, onCancel, children }: Props) {
  return (
    <>
      {error && (
        <Alert role="alert" mb="md">
          {error.message}
        </Alert>
      )}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        {children}
      </Group>
    </>
  );
}
