import { useEffect, useRef, useState } from "react";
import { size } from "./format";
import { loggedOut, refreshSamples } from "./queries";
import { upload as sendFile } from "./upload";

export interface Upload {
  id: number;
  file: File;
  state: "ready" | "sending" | "new" | "known" | "refused";
  /** Of the bytes sent, 0 to 1. */
  share: number;
  /** Why it was refused. */
  reason?: string;
}

/** So many at a time: enough to keep the line busy while the server looks at one. */
const AT_ONCE = 2;
let ids = 0;

export function useUploads(initial: File[], maxBytes: number) {
  const [uploads, setUploads] = useState<Upload[]>(() => initial.map((file) => chosen(file, maxBytes)));
  const [sending, setSending] = useState(false);
  const stop = useRef<AbortController | null>(null);

  useEffect(() => {
    if (!sending) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [sending]);

  function change(id: number, now: Partial<Upload>) {
    setUploads((all) => all.map((upload) => (upload.id === id ? { ...upload, ...now } : upload)));
  }

  async function send(tags: string[]) {
    const waiting = uploads.filter((upload) => upload.state === "ready");
    const controller = new AbortController();
    stop.current = controller;
    setSending(true);
    async function work() {
      for (let next = waiting.shift(); next && !controller.signal.aborted; next = waiting.shift()) {
        const { id, file } = next;
        change(id, { state: "sending" });
        try {
          const { isNew } = await sendFile(file, tags, (share) => change(id, { share }), controller.signal);
          change(id, { state: isNew ? "new" : "known" });
          refreshSamples();
        } catch (thrown) {
          loggedOut(thrown);
          change(id, { state: "refused", reason: thrown instanceof Error ? thrown.message : String(thrown) });
        }
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    setSending(false);
  }

  return {
    uploads,
    sending,
    choose: (files: File[]) => setUploads((all) => [...all, ...files.map((file) => chosen(file, maxBytes))]),
    forget: (id: number) => setUploads((all) => all.filter((upload) => upload.id !== id)),
    send,
    cancel: () => stop.current?.abort(),
  };
}

function chosen(file: File, maxBytes: number): Upload {
  ids += 1;
  return file.size > maxBytes
    ? { id: ids, file, share: 0, state: "refused", reason: `Larger than the ${size(maxBytes)} that the server takes.` }
    : { id: ids, file, share: 0, state: "ready" };
}
