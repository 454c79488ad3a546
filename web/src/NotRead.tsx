import { Alert, Button } from "@mantine/core";

interface Props {
  error: { message: string };
  /** Whether it is being read again. */
  loading?: boolean;
  onAgain: () => unknown;
}

/** Says in a line that something could not be read, and offers to read it again. */
export function NotRead({ what, error, className, onAgain }: Props & { what: string; className?: string }) {
  return (
    <div role="alert" className={className}>
      {what} could not be read: {error.message}{" "}
      <Button size="compact-xs" variant="default" onClick={() => void onAgain()}>
        Try again
      </Button>
    </div>
  );
}

/** The same where there is nothing else to see. */
export function NothingRead({ title, error, loading, onAgain }: Props & { title: string }) {
  return (
    <Alert role="alert" title={title}>
      {error.message}
      <div>
        <Button mt="sm" size="xs" variant="default" loading={loading} onClick={() => void onAgain()}>
          Try again
        </Button>
      </div>
    </Alert>
  );
}
