import { Button } from "@mantine/core";
import { useId, useState, type ReactNode } from "react";
import classes from "./SampleDetails.module.css";

/** A part of a sample's details that is asked for when it is opened. */
export function Unfolding({ icon, title, children }: { icon: ReactNode; title: ReactNode; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div className={classes.facts}>
      <Button
        size="compact-xs"
        variant="default"
        leftSection={icon}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {title}
      </Button>
      {open && (
        <div id={id} className={classes.history}>
          {children}
        </div>
      )}
    </div>
  );
}
