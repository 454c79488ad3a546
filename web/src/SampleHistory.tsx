import { Button } from "@mantine/core";
import { useId, useState } from "react";
import { HistoryIcon } from "./icons";
import { OperationList } from "./OperationList";
import { useSampleHistory } from "./queries";
import classes from "./SampleDetails.module.css";

/** What was done with a sample, asked for when it is opened. */
export function SampleHistory({ sha256, name }: { sha256: string; name: string }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div className={classes.facts}>
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<HistoryIcon size={13} />}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        History
      </Button>
      {open && (
        <div id={id} className={classes.history}>
          <Timeline sha256={sha256} name={name} />
        </div>
      )}
    </div>
  );
}

function Timeline({ sha256, name }: { sha256: string; name: string }) {
  return <OperationList pages={useSampleHistory(sha256)} label={`History of ${name}`} ofSample />;
}
