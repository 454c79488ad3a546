import { ActionIcon, Tooltip } from "@mantine/core";
import { useEffect, useState } from "react";
import { CheckIcon, CopyIcon } from "./icons";

const SAID_MS = 1500;

/** Copies `text`; `what` names it, as in "Copy SHA1". */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <Tooltip label={copied ? "Copied" : `Copy ${what}`}>
      <ActionIcon
        variant="subtle"
        color={copied ? "green" : "gray"}
        size={20}
        aria-label={`Copy ${what}`}
        onClick={() => void copy(text).then(setCopied)}
      >
        {copied ? <CheckIcon size={13} /> : <CopyIcon size={13} />}
      </ActionIcon>
    </Tooltip>
  );
}

/** Browsers give pages the clipboard over HTTPS only; a server in the own network is often plain HTTP. */
async function copy(text: string): Promise<boolean> {
  if (window.isSecureContext) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // not permitted; the old way may be
    }
  }
  const focused = document.activeElement;
  const area = document.createElement("textarea");
  area.value = text;
  area.readOnly = true;
  area.style.position = "fixed";
  area.style.opacity = "0";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return done;
}
